package io.retask.program;

/**
 * The hyperbolic tangent from additions, multiplications and one division, so that every machine
 * gets the same bits. Absolute error below 1e-9; several times faster than {@link Math#tanh}.
 */
public final class Tanh {
  private static final double SATURATED = 20;
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN_2 = 0.6931471805599453;

  private Tanh() {}

  /** tanh(x) for any x; NaN for NaN. */
  public static double of(double x) {
    double magnitude = Math.abs(x);
    if (magnitude > SATURATED) {
      return Math.signum(x);
    }
    double e = exp(-2 * magnitude);
    return Math.copySign((1 - e) / (1 + e), x);
  }

  /**
   * e^y for y from -40 to 0: y = k ln 2 + r with r within ln 2 / 2, then the series to degree 9.
   */
  private static double exp(double y) {
    int k = (int) (y * LOG2_E - 0.5);
    double r = y - k * LN_2;
    double high =
        1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040 + r * (1.0 / 40320 + r * (1.0 / 362880))));
    double series = 1 + r * (1 + r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * high))));
    return series * Double.longBitsToDouble((k + 1023L) << 52);
  }
}
