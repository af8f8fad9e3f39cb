package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.mapping.BayesianMapping;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/** Every weight omega is a number of one K x C tensor. */
final class BayesianCodec implements MappingCodec<BayesianMapping> {
  private static final String OMEGA = "mapping.omega";

  @Override
  public String kind() {
    return "bayesian";
  }

  @Override
  public Class<BayesianMapping> type() {
    return BayesianMapping.class;
  }

  @Override
  public void write(
      BayesianMapping mapping, ObjectNode settings, SortedMap<String, TensorBatch> tensors) {
    settings.put("sources", mapping.sources());
    settings.put("targets", mapping.targets());
    Shape shape = Shape.of(mapping.sources(), mapping.targets());
    tensors.put(OMEGA, TensorBatch.wrap(shape, 1, mapping.omega()));
  }

  @Override
  public BayesianMapping read(JsonNode settings, SortedMap<String, TensorBatch> tensors) {
    return new BayesianMapping(
        settings.path("sources").asInt(),
        settings.path("targets").asInt(),
        Codecs.tensor(tensors, OMEGA).values());
  }
}
