package io.retask.mapping.readout;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;

/**
 * softmax(A·s + a) of standardised features s. The arrays are all there is to it: an artefact
 * stores them and restores the classifier from them.
 */
public final class LinearClassifier implements Classifier {
  private final Standardizer standard;
  private final float[] weights;
  private final float[] bias;

  LinearClassifier(Standardizer standard, float[] weights, float[] bias) {
    if (weights.length != bias.length * standard.width()) {
      throw new IllegalArgumentException(
          "%d weights do not fit %d classes of %d kept features"
              .formatted(weights.length, bias.length, standard.width()));
    }
    this.standard = standard;
    this.weights = weights;
    this.bias = bias;
  }

  /**
   * Restores a classifier.
   *
   * @param features the number of features in a row, p
   * @param kept the features in use, ascending
   * @param means of the kept features
   * @param scales deviations of the kept features, above 0
   * @param weights A, C x kept, row-major
   * @param bias a, C
   * @throws IllegalArgumentException if the arrays do not fit one another
   */
  public static LinearClassifier restore(
      int features, int[] kept, float[] means, float[] scales, float[] weights, float[] bias) {
    return new LinearClassifier(
        new Standardizer(features, kept, means, scales), weights.clone(), bias.clone());
  }

  @Override
  public int features() {
    return standard.features();
  }

  @Override
  public int targets() {
    return bias.length;
  }

  /** The features in use, ascending; a copy. */
  public int[] kept() {
    return standard.kept();
  }

  /** The means of the kept features; a copy. */
  public float[] means() {
    return standard.means();
  }

  /** The deviations of the kept features; a copy. */
  public float[] scales() {
    return standard.scales();
  }

  /** A, C x kept, row-major; a copy. */
  public float[] weights() {
    return weights.clone();
  }

  /** a, C; a copy. */
  public float[] bias() {
    return bias.clone();
  }

  @Override
  public Scores classify(TensorBatch rows) {
    float[] z = standard.apply(rows);
    int width = standard.width();
    double[] logits = new double[bias.length];
    float[] out = new float[rows.count() * bias.length];
    for (int row = 0; row < rows.count(); row++) {
      for (int c = 0; c < bias.length; c++) {
        logits[c] = bias[c] + dot(c * width, z, row * width, width);
      }
      SoftmaxLoss.softmax(logits);
      for (int c = 0; c < bias.length; c++) {
        out[row * bias.length + c] = (float) logits[c];
      }
    }
    return Scores.wrap(rows.count(), bias.length, ScoreKind.PROBABILITIES, out);
  }

  /** The same function with one scale for all features, the mean of theirs. */
  LinearClassifier evened() {
    float[] scales = standard.scales();
    float[] evened = weights.clone();
    double even = 0;
    for (float scale : scales) {
      even += scale / (double) scales.length;
    }
    for (int i = 0; i < evened.length; i++) {
      evened[i] = (float) (evened[i] * even / scales[i % scales.length]);
    }
    Arrays.fill(scales, (float) even);
    return restore(features(), standard.kept(), standard.means(), scales, evened, bias);
  }

  /** The same with another A and another a, of the same lengths; both are copied. */
  LinearClassifier with(float[] otherWeights, float[] otherBias) {
    return new LinearClassifier(standard, otherWeights.clone(), otherBias.clone());
  }

  /**
   * The gradient with respect to the features: n x p.
   *
   * @param byOutput n x C, with respect to what {@link #classify} returned
   */
  float[] pullback(TensorBatch rows, float[] byOutput) {
    double[] byLogit = logitSlopes(rows, byOutput);
    int[] kept = standard.kept();
    float[] scales = standard.scales();
    float[] out = new float[rows.count() * features()];
    for (int row = 0; row < rows.count(); row++) {
      for (int k = 0; k < kept.length; k++) {
        double sum = 0;
        for (int c = 0; c < bias.length; c++) {
          sum += byLogit[row * bias.length + c] * weights[c * kept.length + k];
        }
        out[row * features() + kept[k]] = (float) (sum / scales[k]);
      }
    }
    return out;
  }

  /** The gradient with respect to A, C x kept, followed by that with respect to a. */
  float[] ownPullback(TensorBatch rows, float[] byOutput) {
    double[] byLogit = logitSlopes(rows, byOutput);
    float[] z = standard.apply(rows);
    int width = standard.width();
    float[] out = new float[weights.length + bias.length];
    for (int i = 0; i < byLogit.length; i++) {
      int c = i % bias.length;
      int begin = i / bias.length * width;
      for (int k = 0; k < width; k++) {
        out[c * width + k] += (float) (byLogit[i] * z[begin + k]);
      }
      out[weights.length + c] += (float) byLogit[i];
    }
    return out;
  }

  /** Back through the softmax: p_c (g_c - sum_j p_j g_j). */
  private double[] logitSlopes(TensorBatch rows, float[] byOutput) {
    float[] p = classify(rows).values();
    double[] slopes = new double[p.length];
    for (int begin = 0; begin < p.length; begin += bias.length) {
      double mean = 0;
      for (int i = begin; i < begin + bias.length; i++) {
        mean += (double) p[i] * byOutput[i];
      }
      for (int i = begin; i < begin + bias.length; i++) {
        slopes[i] = p[i] * (byOutput[i] - mean);
      }
    }
    return slopes;
  }

  private double dot(int at, float[] z, int begin, int width) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      sum += (double) weights[at + k] * z[begin + k];
    }
    return sum;
  }
}
