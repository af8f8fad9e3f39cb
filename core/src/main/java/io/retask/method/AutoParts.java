package io.retask.method;

import io.retask.blackbox.Scores;
import io.retask.mapping.readout.Pooling;
import io.retask.metric.LogLikelihood;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How {@code auto} joins what the box says with what the inputs say themselves: the share that
 * makes the out-of-fold loss lowest, and none to a part that hardly helps.
 *
 * @param local the share w of the local part, 0 to 1
 * @param outOfFold of the asked rows: n x C
 */
record AutoParts(double local, Scores outOfFold) {
  /** The share of the local part's loss that a box with a higher loss must take away. */
  static final double LEAST_OF_THE_BOX = 0.01;

  /** The same for the local part, which costs no image. */
  private static final double LEAST_OF_LOCAL = 0.001;

  /** The share of the untouched view's loss that chosen views must take away. */
  static final double LEAST_OF_A_CHOICE = 0.02;

  /**
   * Joins the parts.
   *
   * @param asking out-of-fold predictions through the box, n x C
   * @param local the same of the local part
   */
  static AutoParts of(Scores asking, Scores local, int[] classes) {
    Pooling pooling = Pooling.of(List.of(asking, local), classes);
    Scores pooled = pooling.apply(List.of(asking, local));
    double together = loss(pooled, classes);
    double alone = loss(asking, classes);
    double free = loss(local, classes);
    if (free <= alone && !(together < (1 - LEAST_OF_THE_BOX) * free)) {
      return new AutoParts(1, local);
    }
    double weight = pooling.weights().get(1);
    if (weight == 0 || !(together < (1 - LEAST_OF_LOCAL) * alone)) {
      return new AutoParts(0, asking);
    }
    return new AutoParts(weight, pooled);
  }

  /**
   * Whether views that were chosen on the same rows are clearly better than the untouched one: by
   * more than the choice itself makes them look.
   */
  boolean isWorthMoreThan(AutoParts untouched, int[] classes) {
    return loss(outOfFold, classes) < (1 - LEAST_OF_A_CHOICE) * loss(untouched.outOfFold, classes);
  }

  static double loss(Scores predictions, int[] classes) {
    return LogLikelihood.negative(predictions, classes);
  }

  /** The share of rows whose best class is the true one. */
  static double accuracy(Scores predictions, int[] classes) {
    long right =
        IntStream.range(0, classes.length)
            .filter(row -> predictions.best(row) == classes[row])
            .count();
    return (double) right / classes.length;
  }
}
