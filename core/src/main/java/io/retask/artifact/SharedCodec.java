package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.mapping.readout.SharedReadout;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/** A logistic readout of one view and the number of views that share it. */
final class SharedCodec implements MappingCodec<SharedReadout> {
  private final LogisticCodec single = new LogisticCodec();

  @Override
  public String kind() {
    return "shared-readout";
  }

  @Override
  public Class<SharedReadout> type() {
    return SharedReadout.class;
  }

  @Override
  public void write(
      SharedReadout mapping, ObjectNode settings, SortedMap<String, TensorBatch> tensors) {
    single.write(new LogisticReadout(mapping.classifier()), settings, tensors);
    settings.put("views", mapping.views());
  }

  @Override
  public SharedReadout read(JsonNode settings, SortedMap<String, TensorBatch> tensors) {
    return new SharedReadout(
        single.read(settings, tensors).classifier(), settings.path("views").asInt());
  }
}
