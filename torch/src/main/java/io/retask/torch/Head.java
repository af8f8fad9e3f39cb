package io.retask.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retask.mapping.readout.LinearClassifier;
import java.util.Map;

/** The new last layer while it learns: logits = z A + a of standardised features z. */
final class Head {
  private final int[] kept;
  private final float[] means;
  private final float[] scales;
  private final int features;
  private final int targets;
  private final NDArray centre;
  private final NDArray sharpness;
  private final NDArray weights;
  private final NDArray bias;

  /** Begins as a classifier of p features; features that it does not keep stay without a say. */
  Head(NDManager scope, LinearClassifier begin) {
    kept = begin.kept();
    means = begin.means();
    scales = begin.scales();
    features = begin.features();
    targets = begin.targets();
    float[] centres = new float[features];
    float[] inverse = new float[features];
    float[] columns = new float[features * targets];
    float[] own = begin.weights();
    for (int k = 0; k < kept.length; k++) {
      centres[kept[k]] = means[k];
      inverse[kept[k]] = 1 / scales[k];
      for (int target = 0; target < targets; target++) {
        columns[kept[k] * targets + target] = own[target * kept.length + k];
      }
    }
    centre = scope.create(centres, new Shape(1, features));
    sharpness = scope.create(inverse, new Shape(1, features));
    weights = scope.create(columns, new Shape(features, targets));
    bias = scope.create(begin.bias(), new Shape(1, targets));
  }

  /** One that knows nothing: every class is as likely. */
  static LinearClassifier blank(int features, int targets) {
    int[] kept = new int[features];
    float[] scales = new float[features];
    for (int k = 0; k < features; k++) {
      kept[k] = k;
      scales[k] = 1;
    }
    return LinearClassifier.restore(
        features,
        kept,
        new float[features],
        scales,
        new float[features * targets],
        new float[targets]);
  }

  /** n x C, in the scope of the features. */
  NDArray logits(NDArray rows) {
    return rows.sub(centre).mul(sharpness).matMul(weights).add(bias);
  }

  /** What learns, by name. */
  Map<String, NDArray> learned() {
    return Map.of("head.weight", weights, "head.bias", bias);
  }

  /** What it has learned so far. */
  LinearClassifier classifier() {
    float[] columns = weights.toFloatArray();
    float[] own = new float[targets * kept.length];
    for (int k = 0; k < kept.length; k++) {
      for (int target = 0; target < targets; target++) {
        own[target * kept.length + k] = columns[kept[k] * targets + target];
      }
    }
    return LinearClassifier.restore(features, kept, means, scales, own, bias.toFloatArray());
  }
}
