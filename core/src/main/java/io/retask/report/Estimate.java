package io.retask.report;

/**
 * A measured share with its 95 % interval.
 *
 * @param value the share, in [0,1]
 * @param low the lower end, in [0, value]
 * @param high the upper end, in [value, 1]
 */
public record Estimate(double value, double low, double high) {

  /** Checks the order. */
  public Estimate {
    Checks.share(value, "an estimate");
    Checks.share(low, "the lower end of an interval");
    Checks.share(high, "the upper end of an interval");
    if (low > value || value > high) {
      throw new IllegalArgumentException(
          "the interval %s to %s does not hold its estimate %s".formatted(low, high, value));
    }
  }

  /** Whether the two intervals share a point. */
  boolean overlaps(Estimate other) {
    return low <= other.high && other.low <= high;
  }
}
