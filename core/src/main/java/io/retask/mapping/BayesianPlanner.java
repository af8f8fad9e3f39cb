package io.retask.mapping;

/**
 * Counts the weights of a {@link BayesianMapping} (arXiv 2410.24018): {@code omega[s,t] =
 * N[s,t]/(sum_t N[s,t] + 1)}, each column then scaled to sum 1. A class that no label was counted
 * for hears all labels alike, which the paper leaves open.
 */
public final class BayesianPlanner {
  private static final double SHARE = 0.15;
  private final boolean plus;

  private BayesianPlanner(boolean plus) {
    this.plus = plus;
  }

  /** BLM: N[s,t] counts the rows of class t whose best label is s. */
  public static BayesianPlanner blm() {
    return new BayesianPlanner(false);
  }

  /**
   * BLM+: N[s,t] sums the probabilities of s over the rows of class t that have s among their best
   * k = max(1, floor(0.15·C)). The paper's floor(0.15·C) alone is 0 below 7 classes.
   */
  public static BayesianPlanner blmPlus() {
    return new BayesianPlanner(true);
  }

  /**
   * Counts.
   *
   * @param sources the number of source labels, K
   * @param targets the number of classes, C
   * @param evidence unprogrammed answers, n x K
   * @throws IllegalArgumentException if there are no answers, or answers of another box
   */
  public BayesianMapping plan(int sources, int targets, Evidence evidence) {
    evidence.require(sources);
    int k = Math.max(1, (int) Math.floor(SHARE * targets));
    double[] omega = plus ? Together.top(evidence, targets, k) : Together.best(evidence, targets);
    for (int source = 0; source < sources; source++) {
      divideRow(omega, source, targets);
    }
    float[] scaled = new float[omega.length];
    for (int target = 0; target < targets; target++) {
      scaleColumn(omega, target, targets, scaled);
    }
    return new BayesianMapping(sources, targets, scaled);
  }

  private static void divideRow(double[] table, int source, int targets) {
    double sum = 1;
    for (int target = 0; target < targets; target++) {
      sum += table[source * targets + target];
    }
    for (int target = 0; target < targets; target++) {
      table[source * targets + target] /= sum;
    }
  }

  private static void scaleColumn(double[] table, int target, int targets, float[] scaled) {
    double sum = 0;
    for (int i = target; i < table.length; i += targets) {
      sum += table[i];
    }
    for (int i = target; i < table.length; i += targets) {
      scaled[i] = (float) (sum > 0 ? table[i] / sum : (double) targets / table.length);
    }
  }
}
