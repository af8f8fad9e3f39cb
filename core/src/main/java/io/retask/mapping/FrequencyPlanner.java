package io.retask.mapping;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Frequency label mapping. N[s,t] is the number of training inputs of class t whose best source
 * label is s, without a program. m·C times the largest entry is taken whose label is free and whose
 * class still wants one.
 *
 * <p>Ties, which the literature leaves open: the higher mean probability of s over the inputs of
 * class t, then the lower label, then the lower class.
 */
public final class FrequencyPlanner implements MappingPlanner {
  @Override
  public boolean readsAnswers() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are no answers, or answers of another box
   */
  @Override
  public ManyToOneMapping plan(MappingSize size, Evidence evidence) {
    evidence.require(size.sources());
    double[] hits = Together.best(evidence, size.targets());
    double[] means = Together.means(evidence, size.targets());
    Comparator<Integer> order =
        Comparator.<Integer>comparingDouble(pair -> -hits[pair])
            .thenComparingDouble(pair -> -means[pair])
            .thenComparingInt(pair -> pair);
    int[] pairs = IntStream.range(0, hits.length).boxed().sorted(order).mapToInt(p -> p).toArray();
    return new ManyToOneMapping(size.sources(), take(pairs, size));
  }

  private static int[][] take(int[] pairs, MappingSize size) {
    int[][] sets = new int[size.targets()][size.labelsPerClass()];
    int[] taken = new int[size.targets()];
    boolean[] used = new boolean[size.sources()];
    for (int pair : pairs) {
      int source = pair / size.targets();
      int target = pair % size.targets();
      if (!used[source] && taken[target] < size.labelsPerClass()) {
        sets[target][taken[target]++] = source;
        used[source] = true;
      }
    }
    return sets;
  }
}
