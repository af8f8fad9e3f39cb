package io.retask.onnx.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.RetaskException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One Keras layer: its kind, its configuration and the names of those it reads. */
final class TfjsLayer {
  /** The kind of the layer that is the input. */
  static final String INPUT = "InputLayer";

  private final JsonNode node;
  private final int index;
  private final Optional<List<String>> chained;

  private TfjsLayer(JsonNode node, int index, Optional<List<String>> chained) {
    this.node = node;
    this.index = index;
    this.chained = chained;
  }

  /** A layer that states which others it reads. */
  static TfjsLayer wired(JsonNode node, int index) {
    return new TfjsLayer(node, index, Optional.empty());
  }

  /** A layer of a chain: it reads the one before it. */
  static TfjsLayer behind(Optional<TfjsLayer> before, JsonNode node, int index) {
    return new TfjsLayer(node, index, Optional.of(before.stream().map(TfjsLayer::name).toList()));
  }

  /** The input of a chain that leaves it out: its first layer states the shape. */
  static TfjsLayer inputOf(JsonNode first) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input.put("name", wired(first, 0).name() + "_input").put("class_name", INPUT);
    input.set("config", first.path("config"));
    return behind(Optional.empty(), input, 0);
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
    return chained.orElseGet(this::stated);
  }

  private List<String> stated() {
    JsonNode calls = node.path("inbound_nodes");
    if (calls.size() > 1) {
      throw refused(
          "is used %d times, but only what is used once has a rule".formatted(calls.size()));
    }
    if (calls.path(0).isObject()) {
      throw refused(
          "is wired as Keras 3 writes it, which has no rule; write the model with Keras 2 (tf_keras) and convert that");
    }
    List<String> names = new ArrayList<>();
    for (JsonNode read : calls.path(0)) {
      if (!read.path(0).isTextual() || read.path(1).asInt() != 0 || read.path(2).asInt() != 0) {
        throw refused("reads %s, but only the first output of a layer has a rule".formatted(read));
      }
      names.add(read.path(0).asText());
    }
    return names;
  }

  RetaskException refused(String why) {
    return new RetaskException(
        "layer %d '%s' (%s) %s; this model cannot be imported"
            .formatted(index, name(), kind(), why));
  }
}
