package io.retask.train;

/** How the loss of one mini-batch changes with the parameters. */
public final class Slope {
  private final float[] gradient;
  private final Fit base;

  Slope(float[] gradient, Fit base) {
    this.gradient = gradient;
    this.base = base;
  }

  /** As long as the parameters; a copy. */
  public float[] gradient() {
    return gradient.clone();
  }

  /** Loss and accuracy of the mini-batch, without penalties. */
  public Fit base() {
    return base;
  }
}
