package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.mapping.readout.KnnReadout;
import io.retask.mapping.readout.NearestNeighbours;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/** The labelled rows of log-scores as one n x K tensor; their classes stand in the manifest. */
final class KnnCodec implements MappingCodec<KnnReadout> {
  private static final String ROWS = "neighbours.rows";

  @Override
  public String kind() {
    return "nearest-neighbours";
  }

  @Override
  public Class<KnnReadout> type() {
    return KnnReadout.class;
  }

  @Override
  public void write(
      KnnReadout mapping, ObjectNode settings, SortedMap<String, TensorBatch> tensors) {
    NearestNeighbours classifier = mapping.classifier();
    settings.put("sources", classifier.features());
    settings.put("targets", classifier.targets());
    settings.put("neighbours", classifier.neighbours());
    ArrayNode classes = settings.putArray("classes");
    for (int label : classifier.classes()) {
      classes.add(label);
    }
    Shape shape = Shape.of(classifier.rows().count(), classifier.features());
    tensors.put(ROWS, TensorBatch.wrap(shape, 1, classifier.rows().values()));
  }

  @Override
  public KnnReadout read(JsonNode settings, SortedMap<String, TensorBatch> tensors) {
    JsonNode node = settings.path("classes");
    int[] classes = new int[node.size()];
    int targets = settings.path("targets").asInt();
    for (int i = 0; i < classes.length; i++) {
      classes[i] = node.get(i).asInt();
      if (classes[i] < 0 || classes[i] >= targets) {
        throw new IllegalArgumentException(
            "neighbour %d is of class %d of %d".formatted(i, classes[i], targets));
      }
    }
    Shape row = Shape.of(settings.path("sources").asInt());
    float[] values = Codecs.tensor(tensors, ROWS).values();
    return new KnnReadout(
        NearestNeighbours.of(
            TensorBatch.wrap(row, classes.length, values),
            classes,
            targets,
            settings.path("neighbours").asInt()));
  }
}
