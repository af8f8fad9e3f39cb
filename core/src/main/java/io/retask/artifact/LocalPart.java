package io.retask.artifact;

import io.retask.blackbox.Scores;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;

/**
 * The part of a model that asks no box and costs nothing: a classifier of the inputs themselves.
 *
 * @param small makes the features: a program without parameters
 * @param readout classifies them
 * @param weight its share w of the answer, above 0 and at most 1
 */
public record LocalPart(Program small, LinearClassifier readout, double weight) {
  private static final int CHUNK = 64;

  /** Checks that the parts fit one another. */
  public LocalPart {
    int features = small.outputShape().size();
    if (small.parameterCount() > 0 || readout.features() != features) {
      throw new IllegalArgumentException(
          "the local part makes %d features with %d parameters, but its readout takes %d features and there may be no parameters"
              .formatted(features, small.parameterCount(), readout.features()));
    }
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "the weight of the local part is above 0 and at most 1, not " + weight);
    }
  }

  /** The features of every input: n x p. Inputs are made a few at a time. */
  public static TensorBatch features(Program small, TensorSource inputs) {
    TensorBatch all = TensorBatch.allocate(small.outputShape(), inputs.count());
    for (int from = 0; from < inputs.count(); from += CHUNK) {
      TensorBatch some = inputs.rows(from, Math.min(inputs.count(), from + CHUNK));
      TensorBatch made = small.apply(some, new float[0]);
      System.arraycopy(made.values(), 0, all.values(), all.offset(from), made.values().length);
    }
    return all;
  }

  Shape inputShape() {
    return small.inputShape();
  }

  /** n x C probabilities. */
  Scores predict(TensorSource inputs) {
    return readout.classify(features(small, inputs));
  }
}
