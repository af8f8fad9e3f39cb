package io.retask.onnx.convert;

/** What becomes of the numbers of a quantised file. */
public enum Precision {
  /** Real weights and real values; each value is cut off where the file's 8 bits end. */
  FLOAT,
  /**
   * 8-bit weights and values up to the global pool; from there on real ones, so that the scores are
   * as fine as real numbers.
   */
  INT8
}
