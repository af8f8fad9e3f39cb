package io.retask.program;

/**
 * How far a probe moves the parameters of a tanh program: the radius beta of the estimate.
 *
 * <p>Boxes that take 8-bit input round small changes away, so the radius is best given as the rms
 * change in levels of 1/255: at least 1 to 2. A step of length beta along a direction of length 1
 * changes each of d parameters by beta / sqrt(d) rms; near W = 0 the value 0.5 + 0.5·tanh(W) moves
 * by half of it, which is 127.5 levels per unit.
 *
 * @param amount a positive number in that unit
 * @param unit what the amount counts
 */
public record Smoothing(double amount, Unit unit) {
  /** What an amount counts. */
  public enum Unit {
    /** The length of the step in parameters: beta itself. */
    PARAMETERS,
    /** The rms change of the values that are sent, in levels of 1/255, near W = 0. */
    GREY_LEVELS
  }

  /** Checks the amount. */
  public Smoothing {
    if (!(amount > 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException(
          "the smoothing must be a positive number, but it is " + amount);
    }
  }

  /** The radius beta as it is. */
  public static Smoothing radius(double beta) {
    return new Smoothing(beta, Unit.PARAMETERS);
  }

  /** The rms change in levels of 1/255. */
  public static Smoothing greyLevels(double rms) {
    return new Smoothing(rms, Unit.GREY_LEVELS);
  }

  /** The radius beta for a tanh program of d parameters: rms · sqrt(d) / 127.5. */
  public double beta(int parameterCount) {
    return unit == Unit.PARAMETERS ? amount : amount * Math.sqrt(parameterCount) / 127.5;
  }
}
