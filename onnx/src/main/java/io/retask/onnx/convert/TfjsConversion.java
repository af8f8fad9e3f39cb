package io.retask.onnx.convert;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of one conversion from Keras layers; values are n x channels x height x width. */
final class TfjsConversion {
  private final OnnxGraph graph = new OnnxGraph("imported");
  private final Map<String, TfjsWeight> weights;
  private final Map<String, Value> values = new HashMap<>();
  private final List<TfjsLayer> layers;
  private final String outputLayer;

  /**
   * A value of the graph.
   *
   * @param name its name
   * @param height its extent, 1 where it is a row of features
   * @param width its extent, 1 where it is a row of features
   * @param channels its channels or features
   * @param flat whether it is a row of features
   * @param kind what its numbers mean where they are scores
   */
  record Value(String name, int height, int width, int channels, boolean flat, ScoreKind kind) {
    /** A value of no kind of its own, which scores call logits. */
    Value(String name, int height, int width, int channels, boolean flat) {
      this(name, height, width, channels, flat, ScoreKind.LOGITS);
    }

    Value renamed(String other) {
      return new Value(other, height, width, channels, flat);
    }

    Value of(ScoreKind other) {
      return new Value(name, height, width, channels, flat, other);
    }
  }

  private TfjsConversion(TfjsFiles files) throws IOException {
    weights = files.weights();
    layers = files.layers();
    outputLayer = files.outputLayer();
  }

  /** Converts a model whose input is one picture. */
  static ImportedModel read(Path source, ImportOptions options) throws IOException {
    return new TfjsConversion(new TfjsFiles(source)).convert(options);
  }

  private ImportedModel convert(ImportOptions options) {
    for (TfjsLayer layer : layers) {
      values.put(layer.name(), LayerRules.convert(layer, this));
    }
    Value output = values.get(outputLayer);
    Value input = values.get(layers.get(0).name());
    if (output == null || input == null || !output.flat()) {
      throw layers.get(layers.size() - 1).refused("does not end in a row of scores");
    }
    graph.node("Identity", TfliteConversion.OUTPUT, List.of(output.name()));
    graph.output(TfliteConversion.OUTPUT, OnnxGraph.BATCH, output.channels());
    BoxInput described =
        new BoxInput(
            TfliteConversion.INPUT,
            Layout.NCHW,
            ChannelOrder.RGB,
            Shape.of(3, input.height(), input.width()),
            ElementType.FLOAT32,
            options.scalingOf(3));
    return new ImportedModel(
        new ImportedModel.Bytes(graph.toBytes()),
        described,
        TfliteConversion.OUTPUT,
        output.channels(),
        output.kind(),
        options.scaling().isEmpty());
  }

  OnnxGraph graph() {
    return graph;
  }

  Value input(TfjsLayer layer, int position) {
    List<String> inputs = layer.inputs();
    if (position >= inputs.size()) {
      throw layer.refused("reads %d layers, which are too few".formatted(inputs.size()));
    }
    Value value = values.get(inputs.get(position));
    if (value == null) {
      throw layer.refused("reads '%s' before it is made".formatted(inputs.get(position)));
    }
    return value;
  }

  TfjsWeight weight(TfjsLayer layer, String part) {
    TfjsWeight weight = weights.get(layer.name() + "/" + part);
    if (weight == null) {
      throw layer.refused("has no weight '%s/%s'".formatted(layer.name(), part));
    }
    return weight;
  }

  String vector(TfjsLayer layer, String part) {
    TfjsWeight weight = weight(layer, part);
    return graph.floats(part, weight.values(), weight.axis(0));
  }

  Value declareInput(TfjsLayer layer) {
    JsonNode shape = layer.config("batch_input_shape");
    int height = shape.path(1).asInt();
    int width = shape.path(2).asInt();
    boolean picture = shape.size() == 4 && height > 0 && width > 0 && shape.get(3).asInt() == 3;
    if (!picture || !values.isEmpty()) {
      throw layer.refused("must be the only input, of height x width x 3, but is " + shape);
    }
    String name =
        graph.input(
            TfliteConversion.INPUT,
            OnnxMl.TensorProto.DataType.FLOAT,
            OnnxGraph.BATCH,
            3,
            height,
            width);
    return new Value(name, height, width, 3, false);
  }

  /** Applies the activation that a layer names, linear where it names none. */
  Value activate(TfjsLayer layer, Value value) {
    String activation = layer.config("activation").asText("linear");
    return switch (activation) {
      case "linear" -> value;
      case "relu" -> value.renamed(graph.node("Relu", "relu", List.of(value.name())));
      case "softmax" -> {
        OnnxMl.AttributeProto axis = OnnxGraph.attribute("axis", 1);
        String shares = graph.node("Softmax", "softmax", List.of(value.name()), axis);
        yield value.renamed(shares).of(ScoreKind.PROBABILITIES);
      }
      case "sigmoid" ->
          value
              .renamed(graph.node("Sigmoid", "sigmoid", List.of(value.name())))
              .of(ScoreKind.SIGMOID);
      default ->
          throw layer.refused("has the activation '%s', which has no rule".formatted(activation));
    };
  }
}
