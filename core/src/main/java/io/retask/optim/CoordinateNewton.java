package io.retask.optim;

/** Divides the slope by the curvature; nothing to remember. */
record CoordinateNewton() implements CoordinateRule {
  private static final double LEAST = 0.1;

  @Override
  public int memories() {
    return 0;
  }

  @Override
  public boolean curved() {
    return true;
  }

  @Override
  public double change(int index, double slope, double curvature, float[][] memory) {
    return slope / (curvature < 0 ? 1 : Math.max(curvature, LEAST));
  }
}
