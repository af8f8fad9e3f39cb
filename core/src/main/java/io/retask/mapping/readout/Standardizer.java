package io.retask.mapping.readout;

import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Brings every feature to mean 0 and deviation 1 by the statistics of the training rows, and drops
 * the constant ones.
 */
final class Standardizer {
  private final int features;
  private final int[] kept;
  private final float[] means;
  private final float[] scales;

  /**
   * Restores one.
   *
   * @param kept the features that vary, ascending
   * @param means of the kept features
   * @param scales deviations of the kept features, above 0
   */
  Standardizer(int features, int[] kept, float[] means, float[] scales) {
    if (kept.length != means.length || kept.length != scales.length) {
      throw new IllegalArgumentException(
          "%d kept features stand beside %d means and %d scales"
              .formatted(kept.length, means.length, scales.length));
    }
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] < 0 || kept[i] >= features || !(scales[i] > 0)) {
        throw new IllegalArgumentException(
            "kept feature %d of scale %s is not among %d features of scales above 0"
                .formatted(kept[i], scales[i], features));
      }
    }
    this.features = features;
    this.kept = kept.clone();
    this.means = means.clone();
    this.scales = scales.clone();
  }

  /** Learns from some rows of {@code batch}. */
  static Standardizer fit(TensorBatch batch, int[] rows) {
    int features = batch.shape().size();
    double[] mean = new double[features];
    addTo(mean, batch, rows);
    double[] deviation = deviations(batch, rows, mean);
    // a deviation below float noise is that of a constant
    int[] kept =
        IntStream.range(0, features)
            .filter(j -> deviation[j] > 1e-6 * Math.max(1, Math.abs(mean[j])))
            .toArray();
    float[] means = new float[kept.length];
    float[] scales = new float[kept.length];
    for (int k = 0; k < kept.length; k++) {
      means[k] = (float) mean[kept[k]];
      scales[k] = (float) deviation[kept[k]];
    }
    return new Standardizer(features, kept, means, scales);
  }

  /**
   * Learns means from a batch, and one scale for all features: the mean of their deviations, or 1
   * where nothing varies. Keeps every feature.
   */
  static Standardizer even(TensorBatch batch) {
    int features = batch.shape().size();
    int[] rows = IntStream.range(0, batch.count()).toArray();
    double[] mean = new double[features];
    addTo(mean, batch, rows);
    double scale = Arrays.stream(deviations(batch, rows, mean)).average().orElse(0);
    float[] means = new float[features];
    float[] scales = new float[features];
    for (int j = 0; j < features; j++) {
      means[j] = (float) mean[j];
      scales[j] = scale > 1e-6 ? (float) scale : 1;
    }
    return new Standardizer(features, IntStream.range(0, features).toArray(), means, scales);
  }

  private static void addTo(double[] mean, TensorBatch batch, int[] rows) {
    for (int row : rows) {
      int begin = batch.offset(row);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += batch.values()[begin + j] / (double) rows.length;
      }
    }
  }

  private static double[] deviations(TensorBatch batch, int[] rows, double[] mean) {
    double[] squares = new double[mean.length];
    for (int row : rows) {
      int begin = batch.offset(row);
      for (int j = 0; j < mean.length; j++) {
        double off = batch.values()[begin + j] - mean[j];
        squares[j] += off * off;
      }
    }
    return Arrays.stream(squares).map(sum -> Math.sqrt(sum / rows.length)).toArray();
  }

  int features() {
    return features;
  }

  int[] kept() {
    return kept.clone();
  }

  float[] means() {
    return means.clone();
  }

  float[] scales() {
    return scales.clone();
  }

  /** The number of features that vary. */
  int width() {
    return kept.length;
  }

  /** All rows, standardised: n x width, row-major. */
  float[] apply(TensorBatch batch) {
    if (batch.shape().size() != features) {
      throw new IllegalArgumentException(
          "rows of %d features came, but this classifier was trained on %d"
              .formatted(batch.shape().size(), features));
    }
    float[] out = new float[batch.count() * kept.length];
    for (int row = 0; row < batch.count(); row++) {
      int begin = batch.offset(row);
      for (int k = 0; k < kept.length; k++) {
        out[row * kept.length + k] = (batch.values()[begin + kept[k]] - means[k]) / scales[k];
      }
    }
    return out;
  }
}
