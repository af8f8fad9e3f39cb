package io.retask.mapping;

import io.retask.blackbox.Scores;
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
    check(size, evidence);
    int targets = size.targets();
    int[] hits = new int[size.sources() * targets];
    double[] means = new double[hits.length];
    count(evidence, targets, hits, means);
    Comparator<Integer> order =
        Comparator.<Integer>comparingInt(pair -> -hits[pair])
            .thenComparingDouble(pair -> -means[pair])
            .thenComparingInt(pair -> pair);
    int[] pairs = IntStream.range(0, hits.length).boxed().sorted(order).mapToInt(p -> p).toArray();
    return new ManyToOneMapping(size.sources(), take(pairs, size));
  }

  private static void check(MappingSize size, Evidence evidence) {
    if (evidence.count() == 0) {
      throw new IllegalArgumentException(
          "a mapping by frequency counts the answers to training inputs, but there are none; query them first, or map at random");
    }
    if (evidence.answers().classes() != size.sources()) {
      throw new IllegalArgumentException(
          "the answers have %d scores a row, but the box has %d labels"
              .formatted(evidence.answers().classes(), size.sources()));
    }
  }

  /** Fills the table N and the mean probabilities; entry (s, t) stands at s·C + t. */
  private static void count(Evidence evidence, int targets, int[] hits, double[] means) {
    Scores answers = evidence.answers().probabilities();
    int[] members = new int[targets];
    for (int row = 0; row < evidence.count(); row++) {
      members[evidence.classOf(row)]++;
    }
    for (int row = 0; row < evidence.count(); row++) {
      int target = evidence.classOf(row);
      hits[answers.best(row) * targets + target]++;
      for (int source = 0; source < answers.classes(); source++) {
        means[source * targets + target] += answers.told(row, source).orElse(0) / members[target];
      }
    }
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
