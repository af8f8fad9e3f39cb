package io.retask.metric;

import io.retask.blackbox.Scores;

/** How surprised a classifier is by the truth. */
public final class LogLikelihood {
  private LogLikelihood() {}

  /**
   * The mean of {@code -log h_y}, in nats, with h bounded below by {@link Scores#FLOOR}.
   *
   * @param probabilities n x C
   * @param classes the true class of each row
   * @throws IllegalArgumentException if the numbers of rows differ or are 0
   */
  public static double negative(Scores probabilities, int[] classes) {
    if (classes.length == 0 || probabilities.count() != classes.length) {
      throw new IllegalArgumentException(
          "%d rows of probabilities stand beside %d classes; both must be the same, 1 or more"
              .formatted(probabilities.count(), classes.length));
    }
    double sum = 0;
    for (int row = 0; row < classes.length; row++) {
      double told = probabilities.values()[row * probabilities.classes() + classes[row]];
      sum -= Math.log(Math.max(told, Scores.FLOOR));
    }
    return sum / classes.length;
  }
}
