package io.retask.mapping.readout;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What rows are predicted as by models that never saw them, for each setting of the models. */
final class CrossValidation {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final LabelledFeatures data;
  private final List<Double> settings;

  /** For each setting, C x n logits. */
  private final double[][] logits;

  private CrossValidation(LabelledFeatures data, List<Double> settings) {
    this.data = data;
    this.settings = settings;
    this.logits = new double[settings.size()][data.targets() * data.count()];
  }

  /**
   * Runs all folds in parallel.
   *
   * @param settings the strongest restraint first
   * @param fold gives C x held logits of the held-out rows, for each setting
   */
  static CrossValidation of(
      LabelledFeatures data, List<Double> settings, IntFunction<List<double[]>> fold) {
    CrossValidation validation = new CrossValidation(data, settings);
    LogisticTrainer.folds(data)
        .parallel()
        .forEach(index -> validation.place(data.inside(index), fold.apply(index)));
    return validation;
  }

  /** Folds hold out different rows, so they write to different places. */
  private void place(int[] held, List<double[]> found) {
    for (int s = 0; s < logits.length; s++) {
      for (int c = 0; c < data.targets(); c++) {
        for (int i = 0; i < held.length; i++) {
          logits[s][c * data.count() + held[i]] = found.get(s)[c * held.length + i];
        }
      }
    }
  }

  /** The mean loss of each setting. */
  Map<Double, Double> losses() {
    Map<Double, Double> losses = new HashMap<>();
    for (int s = 0; s < logits.length; s++) {
      losses.put(settings.get(s), mean(rowLosses(logits[s], 1)));
    }
    return losses;
  }

  /** The setting with the lowest loss, or the most restrained one within a standard error of it. */
  double choose(boolean oneStandardError) {
    Map<Double, Double> losses = losses();
    int best = 0;
    for (int s = 1; s < settings.size(); s++) {
      best = losses.get(settings.get(s)) < losses.get(settings.get(best)) ? s : best;
    }
    double limit = losses.get(settings.get(best));
    if (oneStandardError) {
      limit += standardError(rowLosses(logits[best], 1));
      for (int s = best - 1; s >= 0 && losses.get(settings.get(s)) <= limit; s--) {
        best = s;
      }
    }
    return settings.get(best);
  }

  /**
   * The temperature in [0.1, 10] that makes the loss lowest (Guo et al. 2017), by golden section.
   */
  double temperature(double setting) {
    double[] chosen = logits[settings.indexOf(setting)];
    double low = Math.log(0.1);
    double high = Math.log(10);
    for (int i = 0; i < 40; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (mean(rowLosses(chosen, Math.exp(left))) < mean(rowLosses(chosen, Math.exp(right)))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** The predictions at one setting: n x C probabilities. */
  Scores outOfFold(double setting, double temperature) {
    int n = data.count();
    double[] chosen = divided(logits[settings.indexOf(setting)], temperature);
    float[] out = new float[chosen.length];
    for (int i = 0; i < n; i++) {
      SoftmaxLoss.softmax(chosen, i, n);
      for (int c = 0; c < data.targets(); c++) {
        out[i * data.targets() + c] = (float) chosen[c * n + i];
      }
    }
    return Scores.wrap(n, data.targets(), ScoreKind.PROBABILITIES, out);
  }

  private double[] rowLosses(double[] from, double temperature) {
    int n = data.count();
    double[] all = divided(from, temperature);
    double[] losses = new double[n];
    for (int i = 0; i < n; i++) {
      double own = all[data.classOf(i) * n + i];
      losses[i] = SoftmaxLoss.softmax(all, i, n) - own;
    }
    return losses;
  }

  private static double[] divided(double[] from, double temperature) {
    double[] copy = from.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] /= temperature;
    }
    return copy;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double standardError(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length / values.length);
  }
}
