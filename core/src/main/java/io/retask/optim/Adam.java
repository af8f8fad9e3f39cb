package io.retask.optim;

/**
 * Adam (arXiv 1412.6980, algorithm 1). A deviation from BAR's paper, though BAR's release uses it.
 *
 * @param firstDecay beta1, in [0,1)
 * @param secondDecay beta2, in [0,1)
 * @param floor epsilon, positive
 */
public record Adam(double firstDecay, double secondDecay, double floor) implements UpdateRule {
  /** Checks the ranges. */
  public Adam {
    if (!(firstDecay >= 0 && firstDecay < 1 && secondDecay >= 0 && secondDecay < 1 && floor > 0)) {
      throw new IllegalArgumentException(
          "Adam takes decays in [0,1) and a positive floor, but they are %s, %s and %s"
              .formatted(firstDecay, secondDecay, floor));
    }
  }

  /** The values of the paper: 0.9, 0.999 and 1e-8. */
  public static Adam standard() {
    return new Adam(0.9, 0.999, 1e-8);
  }

  @Override
  public int memories() {
    return 2;
  }

  @Override
  public void apply(float[] weights, float[] gradient, double eta, long step, float[][] memory) {
    float[] first = memory[0];
    float[] second = memory[1];
    double firstScale = 1 / (1 - StrictMath.pow(firstDecay, (double) (step + 1)));
    double secondScale = 1 / (1 - StrictMath.pow(secondDecay, (double) (step + 1)));
    for (int i = 0; i < weights.length; i++) {
      double g = gradient[i];
      first[i] = (float) (firstDecay * first[i] + (1 - firstDecay) * g);
      second[i] = (float) (secondDecay * second[i] + (1 - secondDecay) * g * g);
      double size = Math.sqrt(second[i] * secondScale) + floor;
      weights[i] = (float) (weights[i] - eta * first[i] * firstScale / size);
    }
  }
}
