package io.retask.mapping.readout;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A quick judge of views: least squares on class indicators in the leading coordinates of a kernel,
 * every fold predicted from the moments of the others, with the ridge and a temperature chosen
 * inside.
 *
 * <p>It ranks sets of views; the readout that serves is learned by {@link LogisticTrainer}.
 */
public final class KernelRidge {
  /** Coordinates at the most; further ones change the ranking of views little. */
  private static final int COORDINATES = 256;

  /** Coordinates end where this share of the squared lengths is left. */
  private static final double REST = 1e-3;

  private static final double STRONGEST = 3;
  private static final double STEP = Math.sqrt(0.1);
  private static final int RIDGES = 10;

  private final Moments moments;
  private final double scale;

  private KernelRidge(Moments moments, double scale) {
    this.moments = moments;
    this.scale = scale;
  }

  /**
   * What a readout on these answers promises.
   *
   * @param kernel of n rows: a view's, or a sum of several
   * @param classes the class of each row, 0 to targets - 1
   * @param targets the number of classes, C
   * @param folds the fold of each row; rows of one group are in one fold
   * @throws IllegalArgumentException if sizes differ
   */
  public static QuickScore outOfFold(AnswerKernel kernel, int[] classes, int targets, int[] folds) {
    int n = kernel.count();
    if (n != classes.length || n != folds.length) {
      throw new IllegalArgumentException(
          "a kernel of %d rows stands beside %d classes and %d folds"
              .formatted(n, classes.length, folds.length));
    }
    int[] all = IntStream.range(0, n).toArray();
    double[] lengths = kernel.diagonal();
    RowSpan span = RowSpan.of(kernel::column, lengths, all, COORDINATES, REST);
    double scale = Math.max(Arrays.stream(lengths).sum() / n, Double.MIN_NORMAL);
    return new KernelRidge(Moments.of(span, classes, targets, folds), scale).choose(classes);
  }

  /** From the strongest ridge down, until the squared error has risen twice. */
  private QuickScore choose(int[] classes) {
    double[][] best = {};
    double lowest = Double.POSITIVE_INFINITY;
    double chosen = STRONGEST;
    int risen = 0;
    double ridge = STRONGEST;
    for (int i = 0; i < RIDGES && risen < 2; i++, ridge *= STEP) {
      double[][] fitted = moments.outOfFold(ridge * scale);
      double error = squaredError(fitted, classes);
      if (error < lowest) {
        lowest = error;
        best = fitted;
        chosen = ridge;
        risen = 0;
      } else {
        risen++;
      }
    }
    return score(best, chosen, classes);
  }

  private static double squaredError(double[][] fitted, int[] classes) {
    double sum = 0;
    for (int c = 0; c < fitted.length; c++) {
      for (int i = 0; i < classes.length; i++) {
        double off = fitted[c][i] - (classes[i] == c ? 1 : 0);
        sum += off * off;
      }
    }
    return sum;
  }

  private static QuickScore score(double[][] fitted, double ridge, int[] classes) {
    double[] weights = new double[classes.length];
    Arrays.fill(weights, 1.0 / weights.length);
    HeldOut held = new HeldOut(fitted, classes, weights);
    double temperature = held.temperature(0.02, 2);
    return new QuickScore(ridge, held.probabilities(temperature), held.loss(temperature));
  }
}
