package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.mapping.LabelMapping;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/**
 * Writes and reads one kind of mapping: settings as JSON, numbers as tensors.
 *
 * @param <M> the class of the mappings
 */
public interface MappingCodec<M extends LabelMapping> {
  /** The name of the kind in the manifest; it never changes. */
  String kind();

  /** The class of the mappings. */
  Class<M> type();

  /** Puts the settings into the node and the numbers among the tensors. */
  void write(M mapping, ObjectNode settings, SortedMap<String, TensorBatch> tensors);

  /**
   * Makes the mapping again.
   *
   * @throws RuntimeException if the parts do not make sense; the caller names the file
   */
  M read(JsonNode settings, SortedMap<String, TensorBatch> tensors);
}
