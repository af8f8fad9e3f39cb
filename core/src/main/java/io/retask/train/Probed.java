package io.retask.train;

/** What the box said about the points of one step. */
public final class Probed {
  private final double[] losses;
  private final Fit base;

  Probed(double[] losses, Fit base) {
    this.losses = losses;
    this.base = base;
  }

  /** The loss of each point, all finite; a copy. */
  public double[] losses() {
    return losses.clone();
  }

  /** Loss and accuracy of the mini-batch under point 0; they cost nothing more. */
  public Fit base() {
    return base;
  }
}
