package io.retask.torch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.tensor.Shape;

/** What a network is, without the weights that learning changes. */
sealed interface Structure permits ScriptStructure, ConvolutionalStructure {
  /** The shape of its inputs, in [0,1]. */
  Shape inputShape();

  /** Loads it, with the weights that it begins with. */
  Body open();

  /** Puts what it is into the node of a manifest. */
  void write(ObjectNode node);

  /**
   * What {@link #write} wrote.
   *
   * @throws IllegalArgumentException if that does not make sense
   */
  static Structure read(JsonNode node) {
    String kind = node.path("structure").asText();
    return switch (kind) {
      case ScriptStructure.KIND -> ScriptStructure.read(node);
      case ConvolutionalStructure.KIND -> ConvolutionalStructure.read(node);
      default -> throw new IllegalArgumentException("it holds a network of the kind " + kind);
    };
  }
}
