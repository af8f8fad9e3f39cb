package io.retask.blackbox.meter;

import io.retask.tensor.TensorSource;

/**
 * How the rows of a query are cut: a pure function of the source and the box, so that a query that
 * is asked again is cut again in the same places. A group of rows that share their preparation is
 * cut into equal parts where it is too long for the box, so that no part needs two preparations.
 *
 * @param rows the number of rows, n
 * @param group the rows after which the pattern of cuts repeats
 * @param parts how many chunks a group gives
 */
record Chunks(int rows, int group, int parts) {
  private static final int USUAL = 32;
  private static final int SMALLEST = 8;

  static Chunks of(TensorSource source, int maxBatch) {
    int grain = Math.max(1, source.grain());
    if (grain > maxBatch) {
      return new Chunks(source.count(), grain, parts(grain, maxBatch));
    }
    int size =
        grain >= SMALLEST ? grain : Math.max(grain, Math.min(USUAL, maxBatch) / grain * grain);
    return new Chunks(source.count(), size, 1);
  }

  private static int parts(int rows, int size) {
    return (int) (((long) rows + size - 1) / size);
  }

  private int size() {
    return parts(group, parts);
  }

  int count() {
    return rows / group * parts(group, size()) + parts(rows % group, size());
  }

  int from(int chunk) {
    int whole = parts(group, size());
    return chunk / whole * group + chunk % whole * size();
  }

  int to(int chunk) {
    int whole = parts(group, size());
    long end = Math.min((chunk / whole + 1L) * group, (long) from(chunk) + size());
    return (int) Math.min(rows, end);
  }
}
