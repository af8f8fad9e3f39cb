package io.retask.train;

import io.retask.blackbox.Scores;

/** What the box said about the points of one step. */
public final class Probed {
  private final double[] losses;
  private final Scores mapped;
  private final Fit base;

  Probed(double[] losses, Scores mapped, Fit base) {
    this.losses = losses;
    this.mapped = mapped;
    this.base = base;
  }

  /** The loss of each point, all finite; a copy. */
  public double[] losses() {
    return losses.clone();
  }

  /** The mapped scores of the mini-batch under point 0: B x C. They cost nothing more. */
  public Scores mapped() {
    return mapped;
  }

  /** Loss and accuracy of the mini-batch under point 0. */
  public Fit base() {
    return base;
  }
}
