package io.retask.optim;

/**
 * Shortens an estimate that is longer than a limit before another rule applies it. ZIP (arXiv
 * 2504.06838) clips at sqrt(d).
 *
 * @param rule what moves the parameters
 * @param length the limit of ||g||, positive
 */
public record Clipped(UpdateRule rule, double length) implements UpdateRule {
  /** Checks the limit. */
  public Clipped {
    if (!(length > 0)) {
      throw new IllegalArgumentException(
          "the longest estimate must be positive, but it is " + length);
    }
  }

  @Override
  public int memories() {
    return rule.memories();
  }

  @Override
  public void apply(float[] weights, float[] gradient, double eta, long step, float[][] memory) {
    double found = Math.sqrt(Directions.squares(gradient));
    rule.apply(
        weights, found > length ? scaled(gradient, length / found) : gradient, eta, step, memory);
  }

  private static float[] scaled(float[] gradient, double factor) {
    float[] shorter = new float[gradient.length];
    for (int i = 0; i < shorter.length; i++) {
      shorter[i] = (float) (gradient[i] * factor);
    }
    return shorter;
  }
}
