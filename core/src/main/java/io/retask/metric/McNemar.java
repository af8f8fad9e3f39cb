package io.retask.metric;

/**
 * McNemar's exact test of two classifiers on the same rows (McNemar 1947): only rows that exactly
 * one of them gets right say anything.
 *
 * @param onlyFirst rows that only the first classifier gets right
 * @param onlySecond rows that only the second classifier gets right
 */
public record McNemar(int onlyFirst, int onlySecond) {
  /** Checks the counts. */
  public McNemar {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "counts are 0 or more, but these are %d and %d".formatted(onlyFirst, onlySecond));
    }
  }

  /** Counts the rows on which the two differ in being right. */
  public static McNemar of(int[] truth, int[] first, int[] second) {
    if (truth.length != first.length || truth.length != second.length) {
      throw new IllegalArgumentException(
          "%d true classes stand beside %d and %d predictions"
              .formatted(truth.length, first.length, second.length));
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < truth.length; i++) {
      boolean one = truth[i] == first[i];
      boolean two = truth[i] == second[i];
      onlyFirst += one && !two ? 1 : 0;
      onlySecond += two && !one ? 1 : 0;
    }
    return new McNemar(onlyFirst, onlySecond);
  }

  /** The two-sided p-value: twice the binomial tail at one half, at most 1. */
  public double pValue() {
    int trials = onlyFirst + onlySecond;
    int smaller = Math.min(onlyFirst, onlySecond);
    double logTerm = -trials * Math.log(2);
    double tail = 0;
    for (int k = 0; k <= smaller; k++) {
      tail += Math.exp(logTerm);
      logTerm += Math.log((double) (trials - k) / (k + 1));
    }
    return Math.min(1, 2 * tail);
  }
}
