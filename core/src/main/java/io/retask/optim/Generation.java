package io.retask.optim;

/**
 * What the ranked draws of one generation add up to, and the distribution that follows. One draw is
 * in memory at a time. The equations are those of Hansen's tutorial (arXiv 1604.00772).
 */
final class Generation {
  private final EvolutionConstants constants;
  private final Covariance covariance;
  private final int d;

  /** yw, the weighted mean of the best draws. */
  private final double[] shift;

  /** The same of their standard normal z. */
  private final double[] normal;

  private final double[] products;

  private Generation(EvolutionConstants constants, Covariance covariance, int d) {
    this.constants = constants;
    this.covariance = covariance;
    this.d = d;
    this.shift = new double[d];
    this.normal = new double[d];
    this.products = covariance.noProducts();
  }

  /**
   * Adds up the draws of a step.
   *
   * @param ranked the indices of the points, best first
   */
  static Generation of(
      EvolutionConstants constants, Covariance covariance, StepKey key, int d, int[] ranked) {
    Generation generation = new Generation(constants, covariance, d);
    double[] y = new double[d];
    for (int rank = 0; rank < constants.weights.length; rank++) {
      double[] z = Normals.draw(key, ranked[rank], d);
      covariance.stretch(z, y);
      generation.add(rank, z, y);
    }
    return generation;
  }

  private void add(int rank, double[] z, double[] y) {
    double weight = constants.weights[rank];
    if (rank < constants.parents) {
      add(shift, weight, y);
      add(normal, weight, z);
    }
    // Equation 46: ||C^(-1/2)·y|| is ||z||.
    double balanced = weight < 0 ? weight * d / squares(z) : weight;
    covariance.addProduct(products, constants.rankMany * balanced, y);
  }

  /** The state after the step; uses up what was added. */
  CmaEs.State after(CmaEs.State state) {
    double[] mean = state.mean.clone();
    add(mean, state.sigma, shift); // equation 42
    double[] whitened = new double[d];
    covariance.turn(normal, whitened);
    double[] stepPath = path(state.stepPath, constants.stepRate, whitened, true); // equation 43
    double length = Math.sqrt(squares(stepPath));
    double sigma =
        state.sigma
            * StrictMath.exp(
                constants.stepRate
                    / constants.damping
                    * (length / constants.normalLength - 1)); // equation 44
    boolean calm = calm(length, state.step + 1);
    double[] shapePath = path(state.shapePath, constants.pathRate, shift, calm); // equation 45
    covariance.addProduct(products, constants.rankOne, shapePath); // equation 47
    Covariance next = covariance.next(kept(calm), products);
    return new CmaEs.State(state.step + 1, sigma, mean, stepPath, shapePath, next);
  }

  private double[] path(double[] before, double rate, double[] move, boolean moved) {
    double[] path = new double[d];
    add(path, 1 - rate, before);
    if (moved) {
      add(path, Math.sqrt(rate * (2 - rate) * constants.effective), move);
    }
    return path;
  }

  /** hs: false while the step path is long, so that the shape does not stretch too fast. */
  private boolean calm(double length, long generation) {
    double begun = 1 - StrictMath.pow(1 - constants.stepRate, 2.0 * generation);
    return length / Math.sqrt(begun) < (1.4 + 2 / (d + 1.0)) * constants.normalLength;
  }

  private double kept(boolean calm) {
    double rate = constants.pathRate;
    double missing = calm ? 0 : constants.rankOne * rate * (2 - rate);
    return 1 + missing - constants.rankOne - constants.rankMany * constants.weightSum();
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  private static void add(double[] sum, double weight, double[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * values[i];
    }
  }
}
