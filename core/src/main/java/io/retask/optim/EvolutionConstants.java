package io.retask.optim;

/**
 * The constants of an evolution strategy, which follow from the number d of parameters and the
 * population p. {@link #full} is Hansen's tutorial (arXiv 1604.00772, table 1), {@link #separable}
 * is sep-CMA-ES (Ros and Hansen 2008).
 */
final class EvolutionConstants {
  /** w_i of rank i, best first; negative ones from rank mu on where the strategy has them. */
  final double[] weights;

  /** mu: how many of the best make the next mean. */
  final int parents;

  /** mu_eff: the variance effective selection mass of the parents. */
  final double effective;

  /** cs. */
  final double stepRate;

  /** ds. */
  final double damping;

  /** cc. */
  final double pathRate;

  /** c1. */
  final double rankOne;

  /** cmu. */
  final double rankMany;

  /** E||N(0, I)||. */
  final double normalLength;

  private EvolutionConstants(int d, double[] weights, boolean full) {
    this.weights = weights;
    this.parents = full ? weights.length / 2 : weights.length;
    this.effective = effective(weights, 0, parents);
    this.stepRate = (effective + 2) / (d + effective + (full ? 5 : 3));
    this.damping = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (d + 1)) - 1) + stepRate;
    this.pathRate = full ? (4 + effective / d) / (d + 4 + 2 * effective / d) : 4.0 / (d + 4);
    this.rankOne = 2 / ((d + 1.3) * (d + 1.3) + effective);
    this.rankMany = Math.min(1 - rankOne, full ? fullRate(d) : separableRate(d));
    this.normalLength = Math.sqrt(d) * (1 - 1 / (4.0 * d) + 1 / (21.0 * d * d));
  }

  /** p = 4 + floor(3 ln d). */
  static int population(int d) {
    return 4 + (int) Math.floor(3 * StrictMath.log(d));
  }

  static EvolutionConstants full(int d, int population) {
    double[] weights = new double[population];
    for (int i = 0; i < population; i++) {
      weights[i] = StrictMath.log((population + 1) / 2.0) - StrictMath.log(i + 1);
    }
    double negative = effective(weights, population / 2, population);
    EvolutionConstants constants = new EvolutionConstants(d, weights, true);
    constants.balance(d, negative);
    return constants;
  }

  static EvolutionConstants separable(int d, int population) {
    double[] weights = new double[population / 2];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = StrictMath.log(weights.length + 1) - StrictMath.log(i + 1);
    }
    EvolutionConstants constants = new EvolutionConstants(d, weights, false);
    constants.scale(0, weights.length, 1);
    return constants;
  }

  private static double effective(double[] weights, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i];
      squares += weights[i] * weights[i];
    }
    return sum * sum / squares;
  }

  private double fullRate(int d) {
    return 2 * (effective - 2 + 1 / effective) / ((d + 2.0) * (d + 2.0) + effective);
  }

  private double separableRate(int d) {
    double root = d + Math.sqrt(2);
    double many = Math.min(1, (2 * effective - 1) / ((d + 2.0) * (d + 2.0) + effective));
    return (d + 2) / 3.0 * (2 / (effective * root * root) + (1 - 1 / effective) * many);
  }

  /** Positive weights sum to 1, negative ones to minus the smallest of three limits (table 1). */
  private void balance(int d, double negative) {
    double limit = 1 + rankOne / rankMany;
    limit = Math.min(limit, 1 + 2 * negative / (effective + 2));
    limit = Math.min(limit, (1 - rankOne - rankMany) / (d * rankMany));
    scale(0, parents, 1);
    // The last limit is 0 where rankMany is at its own, and rounding may put it below.
    scale(parents, weights.length, -Math.max(0, limit));
  }

  private void scale(int from, int to, double wanted) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i];
    }
    for (int i = from; i < to; i++) {
      weights[i] *= wanted / sum;
    }
  }

  /** The sum of all weights. */
  double weightSum() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /** Updates between two decompositions: max(1, 1/(10 d (c1 + cmu))), so that they cost O(d²). */
  int gap(int d) {
    return (int) Math.max(1, 1 / (10.0 * d * (rankOne + rankMany)));
  }
}
