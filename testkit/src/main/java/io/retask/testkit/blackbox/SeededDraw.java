package io.retask.testkit.blackbox;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/** Numbers that are a pure function of a seed and a place (SplitMix64, Steele et al., 2014). */
public final class SeededDraw {
  private SeededDraw() {}

  /** A number in [0,1), the same for the same arguments everywhere. */
  public static double uniform(long seed, long index) {
    return (mix(mix(seed) + index * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
  }

  /** A whole number from 0 to {@code bound - 1}. */
  public static int below(int bound, long seed, long index) {
    return (int) (uniform(seed, index) * bound);
  }

  /** A batch of {@code count} rows of numbers in [0,1). */
  public static TensorBatch batch(Shape shape, int count, long seed) {
    TensorBatch batch = TensorBatch.allocate(shape, count);
    for (int i = 0; i < batch.values().length; i++) {
      batch.values()[i] = (float) uniform(seed, i);
    }
    return batch;
  }

  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
