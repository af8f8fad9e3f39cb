package io.retask.tensor;

import java.util.Arrays;

/**
 * Tensors of one shape, made when they are asked for, so that a step of thousands of rows is never
 * in memory at once.
 *
 * <p>Laws: {@link #rows} is a pure function of its arguments and safe to call from several threads;
 * the batch that it returns belongs to the caller.
 */
public interface TensorSource {
  /** The shape of one row. */
  Shape shape();

  /** The number of rows. */
  int count();

  /** Rows {@code from} (included) to {@code to} (excluded), as a batch of the caller's own. */
  TensorBatch rows(int from, int to);

  /**
   * Writes the rows from {@code from} on over a batch of the caller's own, as many as it has. A
   * reader that uses one batch again and again spares the machine the making of new ones.
   */
  default void read(int from, TensorBatch into) {
    TensorBatch made = rows(from, from + into.count());
    System.arraycopy(made.values(), 0, into.values(), 0, made.values().length);
  }

  /**
   * How many consecutive rows share their preparation. A reader does well to ask for ranges that
   * begin and end at multiples of it; 1 when rows have nothing in common.
   */
  default int grain() {
    return 1;
  }

  /** All rows at once; for sources that are known to be small. */
  default TensorBatch all() {
    return rows(0, count());
  }

  /** A source over a batch that is in memory already. */
  static TensorSource of(TensorBatch batch) {
    return new TensorSource() {
      @Override
      public Shape shape() {
        return batch.shape();
      }

      @Override
      public int count() {
        return batch.count();
      }

      @Override
      public TensorBatch rows(int from, int to) {
        return batch.rows(from, to);
      }
    };
  }

  /** Some rows of another source, in the order given. */
  static TensorSource choose(TensorSource source, int[] rows) {
    int[] chosen = Arrays.copyOf(rows, rows.length);
    return new TensorSource() {
      @Override
      public Shape shape() {
        return source.shape();
      }

      @Override
      public int count() {
        return chosen.length;
      }

      @Override
      public TensorBatch rows(int from, int to) {
        TensorBatch batch = TensorBatch.allocate(shape(), to - from);
        for (int i = from; i < to; i++) {
          TensorBatch one = source.rows(chosen[i], chosen[i] + 1);
          System.arraycopy(one.values(), 0, batch.values(), batch.offset(i - from), shape().size());
        }
        return batch;
      }
    };
  }
}
