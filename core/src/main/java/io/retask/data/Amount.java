package io.retask.data;

import java.util.Arrays;

/**
 * How many rows to take.
 *
 * @param unit what the number counts
 * @param value rows (a whole number, at least 1), or a share between 0 and 1; 1 for all
 */
public record Amount(Unit unit, double value) {
  /** What the number of an amount counts. */
  public enum Unit {
    /** A share of every class. */
    SHARE,
    /** That share of the smallest class, of every class. */
    SHARE_OF_SMALLEST,
    /** Rows in total, every class in proportion. */
    TOTAL,
    /** Rows of every class; a class that has fewer gives what it has. */
    PER_CLASS
  }

  /** Checks the value. */
  public Amount {
    boolean share = unit == Unit.SHARE || unit == Unit.SHARE_OF_SMALLEST;
    if (share ? !(value >= 0 && value <= 1) : !(value >= 1 && value == Math.rint(value))) {
      throw new IllegalArgumentException(
          share
              ? "a share is from 0 to 1, but this one is " + value
              : "a number of rows is a whole number of at least 1, but this one is " + value);
    }
  }

  /** Every row there is. */
  public static Amount all() {
    return share(1);
  }

  /** As many of every class as the smallest has. */
  public static Amount equal() {
    return new Amount(Unit.SHARE_OF_SMALLEST, 1);
  }

  /** None. */
  public static Amount none() {
    return share(0);
  }

  /** A share of every class, from 0 to 1. */
  public static Amount share(double share) {
    return new Amount(Unit.SHARE, share);
  }

  /** So many rows in total, every class in proportion, at least one of each where possible. */
  public static Amount total(int rows) {
    return new Amount(Unit.TOTAL, rows);
  }

  /** So many rows of every class. */
  public static Amount perClass(int rows) {
    return new Amount(Unit.PER_CLASS, rows);
  }

  /** Whether nothing is asked for. */
  public boolean isNone() {
    return value == 0;
  }

  /**
   * How many rows of every class that is, where so many are there.
   *
   * @param available rows of each class
   * @return at most {@code available}
   */
  int[] of(int[] available) {
    int[] quota = new int[available.length];
    if (unit == Unit.TOTAL) {
      return proportional(available);
    }
    int smallest = Arrays.stream(available).min().orElse(0);
    for (int c = 0; c < quota.length; c++) {
      double asked =
          switch (unit) {
            case SHARE -> Math.rint(value * available[c]);
            case SHARE_OF_SMALLEST -> Math.rint(value * smallest);
            case TOTAL, PER_CLASS -> value;
          };
      quota[c] = (int) Math.min(available[c], asked);
      if (quota[c] == 0 && value > 0 && available[c] > 0) {
        quota[c] = 1;
      }
    }
    return quota;
  }

  /** One of each class, then each next row to the class that is furthest below its proportion. */
  private int[] proportional(int[] available) {
    int[] quota = new int[available.length];
    long left = (long) value;
    for (int c = 0; c < quota.length && left > 0; c++) {
      quota[c] = Math.min(1, available[c]);
      left -= quota[c];
    }
    for (; left > 0; left--) {
      int next = -1;
      for (int c = 0; c < quota.length; c++) {
        // the divisor method of Webster: (2q + 1) / available is least
        if (quota[c] < available[c]
            && (next < 0
                || (2L * quota[c] + 1) * available[next] < (2L * quota[next] + 1) * available[c])) {
          next = c;
        }
      }
      if (next < 0) {
        break;
      }
      quota[next]++;
    }
    return quota;
  }
}
