package io.retask.optim;

import java.util.Arrays;

/**
 * How likely each parameter is to be probed by {@link CoordinateDescent}: a distribution without
 * replacement. Never changed.
 */
public final class Importance {
  /** Empty: all parameters alike. */
  private final double[] weights;

  private Importance(double[] weights) {
    this.weights = weights;
  }

  /** All parameters alike, whatever their number. */
  public static Importance uniform() {
    return new Importance(new double[0]);
  }

  /**
   * Parameter i is drawn with a chance proportional to {@code weights[i]} among those that are
   * left; one of weight 0 never.
   *
   * @param weights d finite numbers of 0 or more, not all 0; copied
   */
  public static Importance of(double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
        throw new IllegalArgumentException(
            "the importance of parameter %d is %s; it must be a finite number of 0 or more"
                .formatted(i, weights[i]));
      }
    }
    if (Arrays.stream(weights).noneMatch(weight -> weight > 0)) {
      throw new IllegalArgumentException(
          "none of the %d parameters has an importance above 0".formatted(weights.length));
    }
    return new Importance(weights.clone());
  }

  void check(int parameters) {
    if (weights.length != 0 && weights.length != parameters) {
      throw new IllegalArgumentException(
          "there are %d parameters, but importances of %d".formatted(parameters, weights.length));
    }
  }

  /** How many of so many parameters can be drawn. */
  int available(int parameters) {
    return weights.length == 0
        ? parameters
        : (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
  }

  /**
   * Draws some of the parameters that are available, in ascending order: those with the smallest of
   * d exponential times, each with its weight as rate (Efraimidis and Spirakis 2006).
   */
  int[] choose(int count, int parameters, Words words) {
    double[] times = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      double time = -StrictMath.log(words.positiveUnit());
      times[i] = weights.length == 0 ? time : time / weights[i];
    }
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    double last = sorted[count - 1];
    int[] chosen = new int[count];
    int found = 0;
    for (int i = 0; i < parameters && found < count; i++) {
      if (times[i] <= last) {
        chosen[found++] = i;
      }
    }
    return chosen;
  }
}
