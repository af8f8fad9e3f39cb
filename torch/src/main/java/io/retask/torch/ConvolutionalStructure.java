package io.retask.torch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A small convolutional network.
 *
 * @param side of its pictures
 * @param channels of its stages
 * @param seed of the weights that it begins with
 */
record ConvolutionalStructure(int side, List<Integer> channels, long seed) implements Structure {
  static final String KIND = "convolutional";

  @Override
  public Shape inputShape() {
    return Shape.of(3, side, side);
  }

  @Override
  public Body open() {
    return ConvolutionalBody.open(this);
  }

  @Override
  public void write(ObjectNode node) {
    node.put("structure", KIND);
    node.put("side", side);
    channels.forEach(node.putArray("channels")::add);
    node.put("seed", seed);
  }

  static ConvolutionalStructure read(JsonNode node) {
    List<Integer> channels = new ArrayList<>();
    node.path("channels").forEach(channel -> channels.add(channel.asInt()));
    return new ConvolutionalStructure(
        node.path("side").asInt(), channels, node.path("seed").asLong());
  }
}
