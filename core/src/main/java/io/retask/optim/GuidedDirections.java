package io.retask.optim;

/** Direction 0 is the unit prior v; all others are random unit vectors at a right angle to it. */
final class GuidedDirections implements DrawnDirections {
  private final float[] prior;
  private final boolean hasPrior;
  private final StepKey key;

  private GuidedDirections(float[] prior, boolean hasPrior, StepKey key) {
    this.prior = prior;
    this.hasPrior = hasPrior;
    this.key = key;
  }

  /** Takes the array that a {@link Prior} made. */
  static GuidedDirections of(float[] prior, int parameters, StepKey key) {
    if (prior.length != parameters) {
      throw new IllegalArgumentException(
          "the prior of step %d has %d values, but there are %d parameters"
              .formatted(key.step(), prior.length, parameters));
    }
    for (int i = 0; i < parameters; i++) {
      if (!Float.isFinite(prior[i])) {
        throw new IllegalArgumentException(
            "value %d of the prior of step %d is %s; a prior is of finite numbers"
                .formatted(i, key.step(), prior[i]));
      }
    }
    boolean hasPrior = shrunk(prior);
    if (hasPrior) {
      Directions.normalise(prior);
    }
    return new GuidedDirections(prior, hasPrior, key);
  }

  /**
   * Brings the largest value to 1, so that squares neither vanish nor overflow; false if all are 0.
   */
  private static boolean shrunk(float[] prior) {
    float largest = 0;
    for (float value : prior) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; largest > 0 && i < prior.length; i++) {
      prior[i] /= largest;
    }
    return largest > 0;
  }

  int parameters() {
    return prior.length;
  }

  /** False where the prior is all 0; then direction 0 is 0 too. */
  boolean hasPrior() {
    return hasPrior;
  }

  @Override
  public void fill(int index, float[] out) {
    if (index == 0) {
      System.arraycopy(prior, 0, out, 0, out.length);
      return;
    }
    Directions.unit(key, index, out);
    Directions.subtractPart(out, prior);
    Directions.normalise(out);
  }
}
