package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import io.retask.mapping.DifferentiableMapping;
import io.retask.mapping.TrainableMapping;
import java.util.Arrays;

/**
 * A linear softmax layer on log-scores that is learned together with a program. Log-scores are
 * shifted by their means and divided by one scale for all of them: a label that hardly moves before
 * the program is learned may move much under it, and with a scale of its own would drown the
 * others.
 *
 * <p>Its parameters are A, then a, divided by a unit: a step of length eta moves A by eta · unit,
 * since weights of log-scores are much smaller than those of a program.
 */
public final class ReadoutLayer implements TrainableMapping {
  private final LinearClassifier start;
  private final double unit;
  private final double ridge;

  private ReadoutLayer(LinearClassifier start, double unit, double ridge) {
    if (!(unit > 0) || !(ridge >= 0)) {
      throw new IllegalArgumentException(
          "a layer takes a unit above 0 and a ridge of 0 or more, but they are %s and %s"
              .formatted(unit, ridge));
    }
    this.start = start;
    this.unit = unit;
    this.ridge = ridge;
  }

  /**
   * A layer that begins as a readout does.
   *
   * @param unit above 0
   * @param ridge of the penalty {@code (ridge/2)·||A||²} on the mean loss; the bias is free
   */
  public static ReadoutLayer from(LogisticReadout start, double unit, double ridge) {
    return new ReadoutLayer(start.classifier().evened(), unit, ridge);
  }

  /**
   * A layer that knows nothing yet: A = 0 and a = 0.
   *
   * @param answers n x K, of which the means and the mean deviation are taken
   * @param targets the number of classes, C
   * @param unit above 0
   * @param ridge of the penalty {@code (ridge/2)·||A||²} on the mean loss; the bias is free
   */
  public static ReadoutLayer over(Scores answers, int targets, double unit, double ridge) {
    Standardizer even = Standardizer.even(LabelledFeatures.logScores(answers));
    float[] weights = new float[targets * even.width()];
    return new ReadoutLayer(new LinearClassifier(even, weights, new float[targets]), unit, ridge);
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
