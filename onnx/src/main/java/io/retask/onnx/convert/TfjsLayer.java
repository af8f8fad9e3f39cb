package io.retask.onnx.convert;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.RetaskException;
import java.util.ArrayList;
import java.util.List;

/** One Keras layer: its kind, its configuration and the names of those it reads. */
final class TfjsLayer {
  private final JsonNode node;
  private final int index;

  TfjsLayer(JsonNode node, int index) {
    this.node = node;
    this.index = index;
  }

  String name() {
    return node.path("name").asText(config("name").asText());
  }

  String kind() {
    return node.path("class_name").asText();
  }

  JsonNode config(String key) {
    return node.path("config").path(key);
  }

  /** Two whole numbers, height first; 1 and 1 where the key is left out. */
  int[] pair(String key) {
    JsonNode value = config(key);
    return value.isArray()
        ? new int[] {value.get(0).asInt(), value.get(1).asInt()}
        : new int[] {value.asInt(1), value.asInt(1)};
  }

  List<String> inputs() {
    List<String> names = new ArrayList<>();
    node.path("inbound_nodes").path(0).forEach(one -> names.add(one.path(0).asText()));
    return names;
  }

  RetaskException refused(String why) {
    return new RetaskException(
        "layer %d '%s' (%s) %s; this model cannot be imported"
            .formatted(index, name(), kind(), why));
  }
}
