package io.retask.loss;

import io.retask.blackbox.Scores;

/**
 * The mean of -log h_y over the mini-batch; h below a floor, usually 1e-7, counts as the floor, so
 * that the loss is finite.
 */
public final class CrossEntropy implements Loss {
  private final double floor;

  /** The floor of every log-score, 1e-7. */
  public CrossEntropy() {
    this(Scores.FLOOR);
  }

  private CrossEntropy(double floor) {
    this.floor = floor;
  }

  /**
   * A floor of 1e-30, for gradients: a class that a box with a thousand labels finds less probable
   * than 1e-7 would have none, and so could never become more probable.
   */
  public static CrossEntropy deep() {
    return new CrossEntropy(1e-30);
  }

  @Override
  public double of(Scores mapped, int[] classes) {
    Rows.check(mapped, classes);
    double sum = 0;
    for (int row = 0; row < classes.length; row++) {
      sum -= Math.log(Rows.score(mapped, classes, row, floor));
    }
    return sum / classes.length;
  }

  /** {@inheritDoc} It is 0 where h lies below the floor or above 1, as the loss is flat there. */
  @Override
  public float[] gradient(Scores mapped, int[] classes) {
    Rows.check(mapped, classes);
    float[] gradient = new float[mapped.values().length];
    for (int row = 0; row < classes.length; row++) {
      if (!Rows.flat(mapped, classes, row, floor)) {
        double h = Rows.score(mapped, classes, row, floor);
        gradient[Rows.index(mapped, classes, row)] = (float) (-1 / (h * classes.length));
      }
    }
    return gradient;
  }
}
