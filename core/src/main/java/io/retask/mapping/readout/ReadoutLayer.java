package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import io.retask.mapping.DifferentiableMapping;
import io.retask.mapping.TrainableMapping;
import java.util.Arrays;

/**
 * A linear softmax layer on standardised log-scores that is learned together with a program. The
 * standardisation stays that of the readout that it begins as.
 *
 * <p>Its parameters are A, then a, divided by a unit: a step of length eta moves A by eta · unit,
 * since weights of standardised features are much smaller than those of a program.
 */
public final class ReadoutLayer implements TrainableMapping {
  private final LinearClassifier start;
  private final double unit;
  private final double ridge;

  /**
   * A layer that begins as a readout.
   *
   * @param unit above 0
   * @param ridge of the penalty {@code (ridge/2)·||A||²} on the mean loss; the bias is free
   */
  public ReadoutLayer(LogisticReadout start, double unit, double ridge) {
    if (!(unit > 0) || !(ridge >= 0)) {
      throw new IllegalArgumentException(
          "a layer takes a unit above 0 and a ridge of 0 or more, but they are %s and %s"
              .formatted(unit, ridge));
    }
    this.start = start.classifier();
    this.unit = unit;
    this.ridge = ridge;
  }

  @Override
  public float[] initial() {
    float[] weights = start.weights();
    float[] bias = start.bias();
    float[] initial = Arrays.copyOf(weights, weights.length + bias.length);
    System.arraycopy(bias, 0, initial, weights.length, bias.length);
    for (int i = 0; i < initial.length; i++) {
      initial[i] = (float) (initial[i] / unit);
    }
    return initial;
  }

  @Override
  public DifferentiableMapping at(float[] parameters) {
    return new LogisticReadout(classifier(parameters));
  }

  private LinearClassifier classifier(float[] parameters) {
    float[] all = new float[parameters.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) (unit * parameters[i]);
    }
    int split = all.length - start.targets();
    return start.with(Arrays.copyOf(all, split), Arrays.copyOfRange(all, split, all.length));
  }

  @Override
  public float[] gradient(float[] parameters, Scores answers, float[] mappedGradient) {
    LinearClassifier now = classifier(parameters);
    float[] gradient = now.ownPullback(LabelledFeatures.logScores(answers), mappedGradient);
    float[] weights = now.weights();
    for (int i = 0; i < gradient.length; i++) {
      double penalty = i < weights.length ? ridge * weights[i] : 0;
      gradient[i] = (float) (unit * (gradient[i] + penalty));
    }
    return gradient;
  }
}
