package io.retask.loss;

import io.retask.blackbox.Scores;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The loss of BAR (arXiv 2007.08714): the mean over the mini-batch of -w_y · (1 - h_y)^e · log h_y,
 * with exponent e = 2 in the paper.
 *
 * <p>The paper sums over the examples with w_j = 1 / n_j. Here the sum is divided by the size of
 * the mini-batch, and {@link #balanced} scales the weights to n / (C · n_j), whose mean over the n
 * training examples is 1; both only rescale the step size, and make it independent of B and n.
 * Scores below 1e-7 count as 1e-7, so that the loss is finite.
 */
public final class FocalLoss implements Loss {
  private final double exponent;
  private final double[] classWeights;

  /**
   * A focal loss; the weights are copied.
   *
   * @param exponent 0, which gives weighted cross-entropy, or at least 1
   * @param classWeights w_j for each of the C classes, each positive
   */
  public FocalLoss(double exponent, double[] classWeights) {
    if (!(exponent == 0 || exponent >= 1) || Double.isInfinite(exponent)) {
      throw new IllegalArgumentException(
          "the focal exponent is 0, or 1 or more, but it is " + exponent);
    }
    for (double weight : classWeights) {
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "class weights are positive numbers, but they are " + Arrays.toString(classWeights));
      }
    }
    this.exponent = exponent;
    this.classWeights = classWeights.clone();
  }

  /** The same weight, 1, for each of C classes. */
  public static FocalLoss plain(double exponent, int classes) {
    return new FocalLoss(exponent, IntStream.range(0, classes).mapToDouble(i -> 1).toArray());
  }

  /**
   * Weights that even out the classes: n / (C · n_j).
   *
   * @param counts n_j, the number of training examples of each class, each at least 1
   */
  public static FocalLoss balanced(double exponent, int[] counts) {
    if (Arrays.stream(counts).anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "balanced weights need a training example of every class, but the counts are "
              + Arrays.toString(counts));
    }
    double all = Arrays.stream(counts).asLongStream().sum();
    double[] weights = Arrays.stream(counts).mapToDouble(n -> all / counts.length / n).toArray();
    return new FocalLoss(exponent, weights);
  }

  @Override
  public double of(Scores mapped, int[] classes) {
    check(mapped, classes);
    double sum = 0;
    for (int row = 0; row < classes.length; row++) {
      double h = Rows.score(mapped, classes, row, Scores.FLOOR);
      sum -= classWeights[classes[row]] * Math.pow(1 - h, exponent) * Math.log(h);
    }
    return sum / classes.length;
  }

  /** {@inheritDoc} It is 0 where h lies below the floor or above 1, as the loss is flat there. */
  @Override
  public float[] gradient(Scores mapped, int[] classes) {
    check(mapped, classes);
    float[] gradient = new float[mapped.values().length];
    for (int row = 0; row < classes.length; row++) {
      if (!Rows.flat(mapped, classes, row, Scores.FLOOR)) {
        double slope =
            classWeights[classes[row]] * slope(Rows.score(mapped, classes, row, Scores.FLOOR));
        gradient[Rows.index(mapped, classes, row)] = (float) (slope / classes.length);
      }
    }
    return gradient;
  }

  private double slope(double h) {
    double outer = Math.pow(1 - h, exponent) / h;
    double inner = exponent == 0 ? 0 : exponent * Math.pow(1 - h, exponent - 1) * Math.log(h);
    return inner - outer;
  }

  private void check(Scores mapped, int[] classes) {
    Rows.check(mapped, classes);
    if (mapped.classes() != classWeights.length) {
      throw new IllegalArgumentException(
          "the loss has weights for %d classes, but the rows have %d scores"
              .formatted(classWeights.length, mapped.classes()));
    }
  }
}
