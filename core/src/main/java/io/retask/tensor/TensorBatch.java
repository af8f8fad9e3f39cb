package io.retask.tensor;

import java.util.Arrays;

/**
 * Several tensors of one shape, in one row-major array: row i begins at {@code i * shape.size()}.
 *
 * <p>Ownership: {@link #values()} is the live array. Whoever made the batch may fill it until the
 * batch is handed on; from then on nobody writes to it. A box and a program never change, and never
 * keep, a batch that they were given.
 */
public final class TensorBatch {
  private final Shape shape;
  private final int size;
  private final int count;
  private final float[] values;

  private TensorBatch(Shape shape, int count, float[] values) {
    this.shape = shape;
    this.size = shape.size();
    this.count = count;
    this.values = values;
  }

  /**
   * Wraps an array without a copy; the caller gives it away.
   *
   * @throws IllegalArgumentException if the array does not hold exactly {@code count} tensors
   */
  public static TensorBatch wrap(Shape shape, int count, float[] values) {
    if (count < 0 || (long) count * shape.size() != values.length) {
      throw new IllegalArgumentException(
          "a batch of %d x %s takes %d values, but the array holds %d"
              .formatted(count, shape, (long) count * shape.size(), values.length));
    }
    return new TensorBatch(shape, count, values);
  }

  /** A batch of zeros, to be filled by the caller. */
  public static TensorBatch allocate(Shape shape, int count) {
    return wrap(shape, count, new float[Math.multiplyExact(count, shape.size())]);
  }

  /** The shape of one row. */
  public Shape shape() {
    return shape;
  }

  /** The number of rows. */
  public int count() {
    return count;
  }

  /** The live array, see the ownership rule above. */
  public float[] values() {
    return values;
  }

  /** Where row {@code row} begins in {@link #values()}. */
  public int offset(int row) {
    if (row < 0 || row > count) {
      throw new IndexOutOfBoundsException("row " + row + " of a batch of " + count);
    }
    return row * size;
  }

  /** A copy of rows {@code from} (included) to {@code to} (excluded). */
  public TensorBatch rows(int from, int to) {
    return wrap(shape, to - from, Arrays.copyOfRange(values, offset(from), offset(to)));
  }

  /** A copy of the chosen rows, in the order given; a row may be chosen more than once. */
  public TensorBatch rows(int[] chosen) {
    TensorBatch copy = allocate(shape, chosen.length);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, offset(chosen[i]), copy.values, copy.offset(i), size);
    }
    return copy;
  }

  @Override
  public String toString() {
    return count + "x" + shape;
  }
}
