package io.retask.artifact;

import io.retask.blackbox.Scores;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.stream.IntStream;

/**
 * The part of a model that asks no box and costs nothing: a classifier of the inputs themselves.
 *
 * @param features makes the features
 * @param readout classifies them
 * @param weight its share w of the answer, above 0 and at most 1
 */
public record LocalPart(FeatureMap features, LinearClassifier readout, double weight) {
  private static final int CHUNK = 64;

  /** Checks that the parts fit one another. */
  public LocalPart {
    if (readout.features() != features.count()) {
      throw new IllegalArgumentException(
          "the local part makes %d features, but its readout takes %d"
              .formatted(features.count(), readout.features()));
    }
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "the weight of the local part is above 0 and at most 1, not " + weight);
    }
  }

  /**
   * The same with the features of a program.
   *
   * @param small without parameters
   */
  public LocalPart(Program small, LinearClassifier readout, double weight) {
    this(new ProgramFeatures(small), readout, weight);
  }

  /** What a program without parameters makes of every input: n x p. */
  public static TensorBatch features(Program small, TensorSource inputs) {
    return features(new ProgramFeatures(small), inputs);
  }

  /** The features of every input: n x p. Inputs are made a few at a time, on all cores. */
  public static TensorBatch features(FeatureMap map, TensorSource inputs) {
    TensorBatch all = TensorBatch.allocate(Shape.of(map.count()), inputs.count());
    IntStream.iterate(0, from -> from < inputs.count(), from -> from + CHUNK)
        .boxed()
        .toList()
        .parallelStream()
        .forEach(from -> fill(map, inputs, from, all));
    return all;
  }

  private static void fill(FeatureMap map, TensorSource inputs, int from, TensorBatch all) {
    TensorBatch made = map.of(inputs.rows(from, Math.min(inputs.count(), from + CHUNK)));
    System.arraycopy(made.values(), 0, all.values(), all.offset(from), made.values().length);
  }

  Shape inputShape() {
    return features.inputShape();
  }

  /** n x C probabilities. */
  Scores predict(TensorSource inputs) {
    return readout.classify(features(features, inputs));
  }
}
