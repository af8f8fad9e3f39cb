package io.retask.onnx.convert;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.description.BoxInput;

/**
 * The result of a conversion before it is written.
 *
 * @param onnx the ONNX file
 * @param input what it takes
 * @param output the name of its output
 * @param scores how many scores it answers
 * @param kind what they mean, judged by what made them
 * @param rangeAssumed whether neither the file nor the caller said which range it takes
 */
record ImportedModel(
    Bytes onnx, BoxInput input, String output, int scores, ScoreKind kind, boolean rangeAssumed) {
  /** Bytes that a record may hold: given away by their maker, never written to again. */
  static final class Bytes {
    private final byte[] content;

    Bytes(byte[] content) {
      this.content = content;
    }

    byte[] content() {
      return content;
    }
  }
}
