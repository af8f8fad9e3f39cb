package io.retask.torch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.artifact.FeatureCodec;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/**
 * A network in an artefact: what it is in the manifest, the weights that learning changed as
 * safetensors under their own names. A TorchScript file is named with its digest, not copied.
 */
public final class NetworkCodec implements FeatureCodec<NetworkFeatures> {
  @Override
  public String kind() {
    return "torch-network";
  }

  @Override
  public Class<NetworkFeatures> type() {
    return NetworkFeatures.class;
  }

  @Override
  public void write(
      NetworkFeatures network, ObjectNode settings, SortedMap<String, TensorBatch> tensors) {
    network.structure().write(settings);
    settings.put("features", network.count());
    tensors.putAll(network.weights());
  }

  @Override
  public NetworkFeatures read(JsonNode settings, SortedMap<String, TensorBatch> tensors) {
    return new NetworkFeatures(
        Structure.read(settings), settings.path("features").asInt(), tensors);
  }
}
