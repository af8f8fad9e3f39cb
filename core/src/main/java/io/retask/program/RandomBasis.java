package io.retask.program;

import java.util.SplittableRandom;

/**
 * A Gaussian matrix A with entries of variance 1/d, a pure function of its seed (Sun et al., ICML
 * 2022, arXiv 2201.03514). Columns are kept where all of them take 64 MB at most; a larger matrix
 * is drawn again, column by column, for every use.
 */
final class RandomBasis implements Basis {
  private static final long KEPT = 1L << 24;

  private final int length;
  private final long[] seeds;
  private final float[][] columns;

  RandomBasis(int length, int size, long seed) {
    this.length = length;
    // seeds that are words themselves: neighbours would begin one word apart in the same sequence
    this.seeds = new SplittableRandom(seed).longs(size).toArray();
    this.columns = new float[size][];
    if ((long) length * size <= KEPT) {
      for (int column = 0; column < size; column++) {
        columns[column] = drawn(column);
      }
    }
  }

  @Override
  public int size() {
    return columns.length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public float[] expand(float[] parameters) {
    double[] sums = new double[length];
    for (int column = 0; column < columns.length; column++) {
      float[] entries = column(column);
      double weight = parameters[column];
      for (int i = 0; i < length; i++) {
        sums[i] += weight * entries[i];
      }
    }
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) sums[i];
    }
    return out;
  }

  @Override
  public float[] project(float[] gradient) {
    float[] out = new float[columns.length];
    for (int column = 0; column < out.length; column++) {
      float[] entries = column(column);
      double sum = 0;
      for (int i = 0; i < length; i++) {
        sum += (double) entries[i] * gradient[i];
      }
      out[column] = (float) sum;
    }
    return out;
  }

  private float[] column(int index) {
    return columns[index] == null ? drawn(index) : columns[index];
  }

  /** Marsaglia's polar method, in arithmetic that every JDK shares. */
  private float[] drawn(int column) {
    SplittableRandom random = new SplittableRandom(seeds[column]);
    double scale = 1 / Math.sqrt(columns.length);
    float[] out = new float[length];
    for (int i = 0; i < length; ) {
      double x = symmetric(random);
      double y = symmetric(random);
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        double radius = scale * Math.sqrt(-2 * StrictMath.log(square) / square);
        out[i++] = (float) (radius * x);
        if (i < length) {
          out[i++] = (float) (radius * y);
        }
      }
    }
    return out;
  }

  /** Between -1 and 1, from the top 53 bits of a long: the same number on every JDK. */
  private static double symmetric(SplittableRandom random) {
    return (random.nextLong() >>> 11) * 0x1.0p-52 - 1;
  }
}
