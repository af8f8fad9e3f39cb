package io.retask.mapping;

import java.util.Arrays;

/**
 * A seeded permutation of the K source labels, of which class j takes the next m. Costs no image.
 */
public final class RandomPlanner implements MappingPlanner {
  private final long seed;

  /** A plan that depends on the seed and the size only. */
  public RandomPlanner(long seed) {
    this.seed = seed;
  }

  @Override
  public boolean readsAnswers() {
    return false;
  }

  @Override
  public ManyToOneMapping plan(MappingSize size, Evidence evidence) {
    int[] order = permutation(size.sources());
    int[][] sets = new int[size.targets()][];
    for (int target = 0; target < sets.length; target++) {
      int from = target * size.labelsPerClass();
      sets[target] = Arrays.copyOfRange(order, from, from + size.labelsPerClass());
    }
    return new ManyToOneMapping(size.sources(), sets);
  }

  /** Fisher and Yates, over the words of SplitMix64, which every JDK computes alike. */
  private int[] permutation(int count) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    long state = seed;
    for (int i = count - 1; i > 0; i--) {
      state += 0x9e3779b97f4a7c15L;
      int j = (int) Long.remainderUnsigned(mix(state), i + 1L);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  private static long mix(long word) {
    long z = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
