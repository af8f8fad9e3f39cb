package io.retask.loss;

import io.retask.blackbox.Scores;

/** The mean of -log h_y over the mini-batch; h below 1e-7 counts as 1e-7, so that it is finite. */
public final class CrossEntropy implements Loss {
  @Override
  public double of(Scores mapped, int[] classes) {
    Rows.check(mapped, classes);
    double sum = 0;
    for (int row = 0; row < classes.length; row++) {
      sum -= Math.log(Rows.score(mapped, classes, row));
    }
    return sum / classes.length;
  }

  /** {@inheritDoc} It is 0 where h lies below the floor or above 1, as the loss is flat there. */
  @Override
  public float[] gradient(Scores mapped, int[] classes) {
    Rows.check(mapped, classes);
    float[] gradient = new float[mapped.values().length];
    for (int row = 0; row < classes.length; row++) {
      if (!Rows.flat(mapped, classes, row)) {
        double h = Rows.score(mapped, classes, row);
        gradient[Rows.index(mapped, classes, row)] = (float) (-1 / (h * classes.length));
      }
    }
    return gradient;
  }
}
