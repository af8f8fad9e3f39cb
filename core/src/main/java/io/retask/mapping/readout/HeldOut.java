package io.retask.mapping.readout;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;

/** The logits of rows, each by a model that never saw the row, beside the truth. */
final class HeldOut {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final double[] logits;
  private final int[] classes;
  private final double[] weights;

  /**
   * Joins the parts.
   *
   * @param logits C x n, given away
   * @param classes the true class of each row
   * @param weights of the rows, with sum 1
   */
  HeldOut(double[] logits, int[] classes, double[] weights) {
    this.logits = logits;
    this.classes = classes;
    this.weights = weights;
  }

  /** The mean of {@code -log softmax(logits / temperature)} of the truth. */
  double loss(double temperature) {
    return mean(rowLosses(temperature));
  }

  /** The standard error of the loss at temperature 1. */
  double standardError() {
    double[] losses = rowLosses(1);
    double mean = mean(losses);
    double squares = 0;
    for (int i = 0; i < losses.length; i++) {
      squares += weights[i] * weights[i] * (losses[i] - mean) * (losses[i] - mean);
    }
    return Math.sqrt(squares);
  }

  private double mean(double[] losses) {
    double sum = 0;
    for (int i = 0; i < losses.length; i++) {
      sum += weights[i] * losses[i];
    }
    return sum;
  }

  /** The temperature that makes the loss lowest (Guo et al. 2017), by golden section. */
  double temperature(double least, double most) {
    double low = Math.log(least);
    double high = Math.log(most);
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double lossLeft = loss(Math.exp(left));
    double lossRight = loss(Math.exp(right));
    while (high - low > 1e-4) {
      if (lossLeft < lossRight) {
        high = right;
        right = left;
        lossRight = lossLeft;
        left = high - GOLDEN * (high - low);
        lossLeft = loss(Math.exp(left));
      } else {
        low = left;
        left = right;
        lossLeft = lossRight;
        right = low + GOLDEN * (high - low);
        lossRight = loss(Math.exp(right));
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** The predictions: n x C probabilities. */
  Scores probabilities(double temperature) {
    int n = classes.length;
    double[] all = divided(temperature);
    int targets = all.length / n;
    float[] out = new float[all.length];
    for (int i = 0; i < n; i++) {
      SoftmaxLoss.softmax(all, i, n);
      for (int c = 0; c < targets; c++) {
        out[i * targets + c] = (float) all[c * n + i];
      }
    }
    return Scores.wrap(n, targets, ScoreKind.PROBABILITIES, out);
  }

  private double[] rowLosses(double temperature) {
    int n = classes.length;
    double[] all = divided(temperature);
    double[] losses = new double[n];
    for (int i = 0; i < n; i++) {
      double own = all[classes[i] * n + i];
      losses[i] = SoftmaxLoss.softmax(all, i, n) - own;
    }
    return losses;
  }

  private double[] divided(double temperature) {
    double[] copy = logits.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] /= temperature;
    }
    return copy;
  }
}
