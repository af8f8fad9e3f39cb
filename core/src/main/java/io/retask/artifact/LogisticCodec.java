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
  private static final float[] NONE = {};

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
    write(mapping.classifier(), PREFIX, settings, tensors);
  }

  /** Puts the settings into the node, and the numbers under names that begin with the prefix. */
  static void write(
      LinearClassifier classifier,
      String prefix,
      ObjectNode settings,
      SortedMap<String, TensorBatch> tensors) {
    settings.put("sources", classifier.features());
    settings.put("targets", classifier.targets());
    ArrayNode kept = settings.putArray("kept");
    for (int column : classifier.kept()) {
      kept.add(column);
    }
    put(tensors, prefix + "means", classifier.means());
    put(tensors, prefix + "scales", classifier.scales());
    put(tensors, prefix + "weights", classifier.weights());
    put(tensors, prefix + "bias", classifier.bias());
  }

  /** A classifier that keeps no feature has no numbers but its bias, and no tensor is empty. */
  private static void put(SortedMap<String, TensorBatch> tensors, String name, float[] values) {
    if (values.length > 0) {
      tensors.put(name, TensorBatch.wrap(Shape.of(values.length), 1, values));
    }
  }

  @Override
  public LogisticReadout read(JsonNode settings, SortedMap<String, TensorBatch> tensors) {
    return new LogisticReadout(read(PREFIX, settings, tensors));
  }

  /** Makes the classifier again whose numbers have names that begin with the prefix. */
  static LinearClassifier read(
      String prefix, JsonNode settings, SortedMap<String, TensorBatch> tensors) {
    JsonNode node = settings.path("kept");
    int[] kept = new int[node.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = node.get(i).asInt();
    }
    boolean constant = kept.length == 0;
    return LinearClassifier.restore(
        settings.path("sources").asInt(),
        kept,
        constant ? NONE : Codecs.tensor(tensors, prefix + "means").values(),
        constant ? NONE : Codecs.tensor(tensors, prefix + "scales").values(),
        constant ? NONE : Codecs.tensor(tensors, prefix + "weights").values(),
        Codecs.tensor(tensors, prefix + "bias").values());
  }
}
