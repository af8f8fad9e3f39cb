package io.retask.mapping.readout;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Log-linear pooling of several predictions of the same rows: {@code h ~ prod_m h_m^w_m} (Genest
 * and Zidek 1986), weights not negative and of sum 1.
 *
 * @param weights one for each prediction
 */
public record Pooling(List<Double> weights) {
  private static final int STEPS = 60;
  private static final double RATE = 4;

  /** Checks that the weights are shares of 1. */
  public Pooling {
    weights = List.copyOf(weights);
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (weights.stream().anyMatch(weight -> !(weight >= 0)) || !(Math.abs(sum - 1) < 1e-6)) {
      throw new IllegalArgumentException(
          "weights of a pool are 0 or more and have sum 1, but these are " + weights);
    }
  }

  /**
   * Chooses weights on out-of-fold predictions: those with the lowest loss. A pool that is no
   * better than the best single prediction gives way to it.
   *
   * @param predictions n x C each
   * @param classes the true class of each row
   */
  public static Pooling of(List<Scores> predictions, int[] classes) {
    if (predictions.isEmpty()) {
      throw new IllegalArgumentException("a pool takes 1 prediction or more, but has 0");
    }
    Pooling best = single(0, predictions.size());
    for (int m = 1; m < predictions.size(); m++) {
      Pooling other = single(m, predictions.size());
      best = other.loss(predictions, classes) < best.loss(predictions, classes) ? other : best;
    }
    Pooling pool = descended(predictions, classes);
    return pool.loss(predictions, classes) < best.loss(predictions, classes) ? pool : best;
  }

  private static Pooling single(int chosen, int size) {
    List<Double> weights = new ArrayList<>(Collections.nCopies(size, 0.0));
    weights.set(chosen, 1.0);
    return new Pooling(weights);
  }

  /** Exponentiated gradient from equal weights (Kivinen and Warmuth 1997); the loss is convex. */
  private static Pooling descended(List<Scores> predictions, int[] classes) {
    List<float[]> logs = predictions.stream().map(Scores::logScores).toList();
    double[] weights = new double[logs.size()];
    Arrays.fill(weights, 1.0 / weights.length);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = gradient(logs, classes, weights);
      double sum = 0;
      for (int m = 0; m < weights.length; m++) {
        weights[m] *= Math.exp(-RATE / Math.sqrt(1 + step) * gradient[m]);
        sum += weights[m];
      }
      for (int m = 0; m < weights.length; m++) {
        weights[m] /= sum;
      }
    }
    return new Pooling(Arrays.stream(weights).boxed().toList());
  }

  /** The slopes of the mean loss: the expected log-score less that of the truth. */
  private static double[] gradient(List<float[]> logs, int[] classes, double[] weights) {
    double[] gradient = new double[weights.length];
    int targets = logs.get(0).length / classes.length;
    for (int row = 0; row < classes.length; row++) {
      double[] pooled = pooled(logs, row, targets, weights);
      pooled[classes[row]] -= 1;
      for (int m = 0; m < weights.length; m++) {
        for (int c = 0; c < targets; c++) {
          gradient[m] += pooled[c] * logs.get(m)[row * targets + c] / classes.length;
        }
      }
    }
    return gradient;
  }

  private static double[] pooled(List<float[]> logs, int row, int targets, double[] weights) {
    double[] sums = new double[targets];
    for (int m = 0; m < weights.length; m++) {
      for (int c = 0; c < targets; c++) {
        sums[c] += weights[m] * logs.get(m)[row * targets + c];
      }
    }
    SoftmaxLoss.softmax(sums);
    return sums;
  }

  private double loss(List<Scores> predictions, int[] classes) {
    float[] logs = apply(predictions).logScores();
    double sum = 0;
    for (int row = 0; row < classes.length; row++) {
      sum -= logs[row * (logs.length / classes.length) + classes[row]];
    }
    return sum / classes.length;
  }

  /**
   * The pooled prediction of every row.
   *
   * @param predictions n x C each, in the order of the weights
   * @throws IllegalArgumentException if their sizes differ or their number is not that of the
   *     weights
   */
  public Scores apply(List<Scores> predictions) {
    if (predictions.size() != weights.size()) {
      throw new IllegalArgumentException(
          "%d predictions came to a pool of %d".formatted(predictions.size(), weights.size()));
    }
    Scores first = predictions.get(0);
    for (Scores other : predictions) {
      if (other.count() != first.count() || other.classes() != first.classes()) {
        throw new IllegalArgumentException(
            "predictions to pool must be of one size, but one is %d x %d and another %d x %d"
                .formatted(first.count(), first.classes(), other.count(), other.classes()));
      }
    }
    List<float[]> logs = predictions.stream().map(Scores::logScores).toList();
    double[] shares = weights.stream().mapToDouble(Double::doubleValue).toArray();
    float[] out = new float[first.count() * first.classes()];
    for (int row = 0; row < first.count(); row++) {
      double[] pooled = pooled(logs, row, first.classes(), shares);
      for (int c = 0; c < pooled.length; c++) {
        out[row * pooled.length + c] = (float) pooled[c];
      }
    }
    return Scores.wrap(first.count(), first.classes(), ScoreKind.PROBABILITIES, out);
  }
}
