package io.retask.data;

/**
 * Which rows each step learns from: epochs of all rows in random order, without replacement. A
 * batch that an epoch cannot fill goes on in the next one.
 *
 * <p>A pure function of (rows, size, seed, step): nothing has to be stored to resume.
 */
public final class BatchPlan {
  private final int[] rows;
  private final int size;
  private final long seed;

  /**
   * A plan.
   *
   * @param rows n row indices, at least one; copied
   * @param size B, at least 1; may exceed n
   */
  public BatchPlan(int[] rows, int size, long seed) {
    if (rows.length == 0 || size < 1) {
      throw new IllegalArgumentException(
          "batches of %d from %d rows; both have to be at least 1".formatted(size, rows.length));
    }
    this.rows = rows.clone();
    this.size = size;
    this.seed = seed;
  }

  /** B. */
  public int size() {
    return size;
  }

  /** The B rows of a step, counted from 0. */
  public int[] at(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("step is " + step + "; steps are counted from 0");
    }
    int[] batch = new int[size];
    long position = Math.multiplyExact(step, (long) size);
    long epoch = position / rows.length;
    int within = (int) (position % rows.length);
    int[] order = order(epoch);
    for (int i = 0; i < size; i++) {
      if (within == rows.length) {
        order = order(++epoch);
        within = 0;
      }
      batch[i] = rows[order[within++]];
    }
    return batch;
  }

  private int[] order(long epoch) {
    return new Draws(seed, "batches", epoch).permutation(rows.length);
  }
}
