package io.retask.data;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Keyed random draws: the same (seed, purpose, index) always gives the same sequence, and different
 * keys give unrelated ones, so nothing has to store a generator.
 */
final class Draws {
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final RandomGenerator generator;

  /**
   * Opens the sequence of a key.
   *
   * @param purpose what the draws are for; keeps the uses of one seed apart
   * @param index the epoch, the class or whatever else is counted within the purpose
   */
  Draws(long seed, String purpose, long index) {
    generator = GENERATORS.create(mix(mix(mix(seed) + purpose.hashCode()) + index));
  }

  /** The finaliser of SplitMix64: Steele, Lea and Flood, OOPSLA 2014. */
  private static long mix(long key) {
    long z = key + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 to {@code bound - 1}; computed here, as a JDK may change its own way. */
  private int below(int bound) {
    return (int) (((generator.nextLong() >>> 32) * bound) >>> 32);
  }

  /** The numbers 0 to {@code count - 1} in random order (Fisher and Yates). */
  int[] permutation(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = below(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
