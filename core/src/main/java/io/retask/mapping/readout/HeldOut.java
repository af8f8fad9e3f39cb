package io.retask.mapping.readout;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;

/** The logits of rows, each by a model that never saw the row, beside the truth. */
final class HeldOut {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final double[][] logits;
  private final int[] classes;

  /**
   * Joins the parts.
   *
   * @param logits C x n, given away
   * @param classes the true class of each row
   */
  HeldOut(double[][] logits, int[] classes) {
    this.logits = logits;
    this.classes = classes;
  }

  /** The mean of {@code -log softmax(logits / temperature)} of the truth. */
  double loss(double temperature) {
    return mean(rowLosses(temperature));
  }

  /** How many standard errors of the difference row by row this loss is above the other one. */
  double rise(HeldOut other) {
    double[] rises = rowLosses(1);
    double[] others = other.rowLosses(1);
    for (int i = 0; i < rises.length; i++) {
      rises[i] -= others[i];
    }
    return mean(rises) / Math.max(standardError(rises), Double.MIN_NORMAL);
  }

  private double standardError(double[] losses) {
    double mean = mean(losses);
    double squares = 0;
    for (double loss : losses) {
      squares += (loss - mean) * (loss - mean);
    }
    return Math.sqrt(squares) / losses.length;
  }

  private double mean(double[] losses) {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum / losses.length;
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
    int targets = logits.length;
    float[] out = new float[classes.length * targets];
    double[] row = new double[targets];
    for (int i = 0; i < classes.length; i++) {
      divide(i, temperature, row);
      SoftmaxLoss.softmax(row);
      for (int c = 0; c < targets; c++) {
        out[i * targets + c] = (float) row[c];
      }
    }
    return Scores.wrap(classes.length, targets, ScoreKind.PROBABILITIES, out);
  }

  private double[] rowLosses(double temperature) {
    double[] losses = new double[classes.length];
    double[] row = new double[logits.length];
    for (int i = 0; i < losses.length; i++) {
      divide(i, temperature, row);
      double own = row[classes[i]];
      losses[i] = SoftmaxLoss.softmax(row) - own;
    }
    return losses;
  }

  private void divide(int i, double temperature, double[] row) {
    for (int c = 0; c < row.length; c++) {
      row[c] = logits[c][i] / temperature;
    }
  }
}
