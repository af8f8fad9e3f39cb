package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.mapping.ManyToOneMapping;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/** The sets of labels stand in the manifest, for people; the tensor is the same as a matrix. */
final class ManyToOneCodec implements MappingCodec<ManyToOneMapping> {
  private static final String WEIGHTS = "mapping.weights";

  @Override
  public String kind() {
    return "many-to-one";
  }

  @Override
  public Class<ManyToOneMapping> type() {
    return ManyToOneMapping.class;
  }

  @Override
  public void write(
      ManyToOneMapping mapping, ObjectNode settings, SortedMap<String, TensorBatch> tensors) {
    settings.put("sources", mapping.sources());
    ArrayNode sets = settings.putArray("sets");
    float[] weights = new float[mapping.targets() * mapping.sources()];
    int[][] all = mapping.sets();
    for (int target = 0; target < all.length; target++) {
      ArrayNode set = sets.addArray();
      for (int source : all[target]) {
        set.add(source);
        weights[target * mapping.sources() + source] = 1f / all[target].length;
      }
    }
    tensors.put(
        WEIGHTS,
        TensorBatch.wrap(Shape.of(mapping.targets(), mapping.sources()), 1, weights));
  }

  @Override
  public ManyToOneMapping read(JsonNode settings, SortedMap<String, TensorBatch> tensors) {
    JsonNode node = settings.path("sets");
    int[][] sets = new int[node.size()][];
    for (int target = 0; target < sets.length; target++) {
      sets[target] = new int[node.get(target).size()];
      for (int i = 0; i < sets[target].length; i++) {
        sets[target][i] = node.get(target).get(i).asInt();
      }
    }
    return new ManyToOneMapping(settings.path("sources").asInt(), sets);
  }
}
