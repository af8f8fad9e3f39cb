package io.retask.optim;

/** The directions of one step. Safe to call from several threads. */
interface DrawnDirections {
  /** Overwrites an array of d values with direction {@code index}; the same at every call. */
  void fill(int index, float[] out);
}
