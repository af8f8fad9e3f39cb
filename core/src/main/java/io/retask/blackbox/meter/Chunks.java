package io.retask.blackbox.meter;

import io.retask.tensor.TensorSource;

/**
 * How the rows of a query are cut: a pure function of the source and the box, so that a query that
 * is asked again is cut again in the same places.
 *
 * @param rows the number of rows, n
 * @param size the rows of each chunk but the last
 */
record Chunks(int rows, int size) {
  private static final int USUAL = 32;
  private static final int SMALLEST = 8;

  static Chunks of(TensorSource source, int maxBatch) {
    int grain = Math.max(1, source.grain());
    return new Chunks(source.count(), size(grain, maxBatch));
  }

  private static int size(int grain, int maxBatch) {
    if (grain > maxBatch) {
      return maxBatch;
    }
    if (grain >= SMALLEST) {
      return grain;
    }
    return Math.max(grain, Math.min(USUAL, maxBatch) / grain * grain);
  }

  int count() {
    return (int) (((long) rows + size - 1) / size);
  }

  int from(int chunk) {
    return chunk * size;
  }

  int to(int chunk) {
    return (int) Math.min(rows, (chunk + 1L) * size);
  }
}
