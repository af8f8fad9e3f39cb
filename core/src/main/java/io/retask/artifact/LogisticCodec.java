package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/** Standardise, weigh, softmax: kept columns in the manifest, the rest as tensors. */
final class LogisticCodec implements MappingCodec<LogisticReadout> {
  private static final String PREFIX = "readout.";

  @Override
  public String kind() {
    return "logistic-readout";
  }

  @Override
  public Class<LogisticReadout> type() {
    return LogisticReadout.class;
  }

  @Override
  public void write(
      LogisticReadout mapping, ObjectNode settings, SortedMap<String, TensorBatch> tensors) {
    LinearClassifier classifier = mapping.classifier();
    settings.put("sources", classifier.features());
    settings.put("targets", classifier.targets());
    ArrayNode kept = settings.putArray("kept");
    for (int column : classifier.kept()) {
      kept.add(column);
    }
    put(tensors, "means", classifier.means());
    put(tensors, "scales", classifier.scales());
    put(tensors, "weights", classifier.weights());
    put(tensors, "bias", classifier.bias());
  }

  private static void put(
      SortedMap<String, TensorBatch> tensors, String name, float[] values) {
    tensors.put(PREFIX + name, TensorBatch.wrap(Shape.of(values.length), 1, values));
  }

  @Override
  public LogisticReadout read(JsonNode settings, SortedMap<String, TensorBatch> tensors) {
    JsonNode node = settings.path("kept");
    int[] kept = new int[node.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = node.get(i).asInt();
    }
    return new LogisticReadout(
        LinearClassifier.restore(
            settings.path("sources").asInt(),
            kept,
            get(tensors, "means"),
            get(tensors, "scales"),
            get(tensors, "weights"),
            get(tensors, "bias")));
  }

  private static float[] get(SortedMap<String, TensorBatch> tensors, String name) {
    TensorBatch tensor = tensors.get(PREFIX + name);
    if (tensor == null) {
      throw new IllegalArgumentException("the tensor '" + PREFIX + name + "' is missing");
    }
    return tensor.values();
  }
}
