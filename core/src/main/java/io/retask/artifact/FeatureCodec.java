package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/**
 * Writes and reads one kind of features: settings as JSON, numbers as tensors. Implementations in
 * other modules are found by {@link java.util.ServiceLoader}.
 *
 * @param <F> the class of the features
 */
public interface FeatureCodec<F extends FeatureMap> {
  /** The name of the kind in the manifest; it never changes. */
  String kind();

  /** The class of the features. */
  Class<F> type();

  /** Puts the settings into the node and the numbers, by names of their own, among the tensors. */
  void write(F features, ObjectNode settings, SortedMap<String, TensorBatch> tensors);

  /**
   * Makes the features again.
   *
   * @throws RuntimeException if the parts do not make sense; the caller names the file
   */
  F read(JsonNode settings, SortedMap<String, TensorBatch> tensors);
}
