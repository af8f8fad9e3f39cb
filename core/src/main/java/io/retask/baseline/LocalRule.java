package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The ways to learn without any box: what a box must beat to be of use. */
public enum LocalRule {
  /** The shares of the classes, whatever the row. */
  MAJORITY("majority", "Always the class that is most frequent among the labelled rows."),
  /** Regularised logistic regression on small raw features. */
  RAW("raw", "Logistic regression on the raw data themselves, without any box.");

  private final String key;
  private final String sentence;

  LocalRule(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  /** The rule of that name on the command line. */
  public static Optional<LocalRule> of(String name) {
    return Arrays.stream(values()).filter(rule -> rule.key.equals(name)).findFirst();
  }

  /** Its name on the command line. */
  public String key() {
    return key;
  }

  /** What it is, for people. */
  public String sentence() {
    return sentence;
  }

  /**
   * Learns.
   *
   * @param raw n x p features that no box has seen
   * @param classes the class of each row
   * @param targets the number of classes, C
   * @param folds the fold that holds each row out
   */
  public Fit<LinearClassifier> fit(TensorBatch raw, int[] classes, int targets, int[] folds) {
    if (this == RAW) {
      LabelledFeatures data = new LabelledFeatures(raw, classes, targets, folds);
      Fitted<LinearClassifier> fitted = LogisticTrainer.fit(data, LogisticSettings.defaults());
      return new Fit<>(fitted.model(), fitted.outOfFold(), Map.of("ridge", fitted.chosen()));
    }
    int[] all = IntStream.range(0, classes.length).toArray();
    return new Fit<>(
        shares(raw, classes, targets, all),
        Fit.outOfFold(
            folds,
            targets,
            (others, held) -> shares(raw, classes, targets, others).classify(raw.rows(held))),
        Map.of());
  }

  /** A classifier that keeps no feature: its bias is the log of the share of each class. */
  private static LinearClassifier shares(TensorBatch raw, int[] classes, int targets, int[] rows) {
    double[] shares = new double[targets];
    for (int row : rows) {
      shares[classes[row]] += 1.0 / rows.length;
    }
    float[] bias = new float[targets];
    for (int target = 0; target < targets; target++) {
      bias[target] = (float) Math.log(Math.max(shares[target], Scores.FLOOR));
    }
    float[] none = {};
    return LinearClassifier.restore(raw.shape().size(), new int[0], none, none, none, bias);
  }
}
