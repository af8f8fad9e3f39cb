package io.retask.metric;

/**
 * A confidence interval of level 95 %.
 *
 * @param low the lower end
 * @param high the upper end, at least {@code low}
 */
public record Interval(double low, double high) {
  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /** Checks the order of the ends. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval runs upwards, but this one is from %s to %s".formatted(low, high));
    }
  }

  /**
   * Wilson's score interval of a share (Wilson 1927, without continuity correction).
   *
   * @param successes 0 to {@code rows}
   * @param rows at least 1, independent of one another
   * @throws IllegalArgumentException if there are no rows or more successes than rows
   */
  public static Interval wilson(long successes, long rows) {
    if (rows < 1 || successes < 0 || successes > rows) {
      throw new IllegalArgumentException(
          "%d successes in %d rows have no interval; rows are 1 or more, successes 0 to rows"
              .formatted(successes, rows));
    }
    double share = (double) successes / rows;
    double square = Z * Z;
    double middle = (share + square / (2 * rows)) / (1 + square / rows);
    double half =
        Z
            / (1 + square / rows)
            * Math.sqrt(share * (1 - share) / rows + square / (4.0 * rows * rows));
    return new Interval(
        successes == 0 ? 0 : Math.max(0, middle - half),
        successes == rows ? 1 : Math.min(1, middle + half));
  }

  /** Whether the value lies between the ends or on one of them. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
