package io.retask.onnx.convert;

import io.retask.blackbox.ScoreKind;
import io.retask.onnx.convert.TfjsConversion.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table from Keras layer to rule. What is not in it is refused. */
final class LayerRules {
  private static final Map<String, Rule> TABLE =
      Map.ofEntries(
          Map.entry(TfjsLayer.INPUT, (layer, to) -> to.declareInput(layer)),
          Map.entry("Conv2D", WindowLayers::convolution),
          Map.entry("DepthwiseConv2D", WindowLayers::depthwise),
          Map.entry("MaxPooling2D", WindowLayers::maxPool),
          Map.entry("AveragePooling2D", WindowLayers::averagePool),
          Map.entry("ZeroPadding2D", WindowLayers::zeroPadding),
          Map.entry("GlobalAveragePooling2D", LayerRules::globalPool),
          Map.entry("BatchNormalization", LayerRules::normalise),
          Map.entry("ReLU", LayerRules::relu),
          Map.entry("Activation", (layer, to) -> to.activate(layer, to.input(layer, 0))),
          Map.entry("Add", LayerRules::add),
          Map.entry("Concatenate", LayerRules::concatenate),
          Map.entry("Flatten", LayerRules::flatten),
          Map.entry("Dense", LayerRules::dense),
          Map.entry("Dropout", (layer, to) -> to.input(layer, 0)));

  private LayerRules() {}

  /** How one kind of layer is written in ONNX. */
  private interface Rule {
    Value convert(TfjsLayer layer, TfjsConversion to);
  }

  static Value convert(TfjsLayer layer, TfjsConversion to) {
    Rule rule = TABLE.get(layer.kind());
    if (rule == null) {
      throw layer.refused(
          "has no rule; these have: "
              + TABLE.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
    return rule.convert(layer, to);
  }

  private static Value globalPool(TfjsLayer layer, TfjsConversion to) {
    Value value = to.input(layer, 0);
    String mean = to.graph().node("GlobalAveragePool", "mean", List.of(value.name()));
    return row(to, mean, value.channels()).of(value.kind());
  }

  private static Value row(TfjsConversion to, String value, int features) {
    String shape = to.graph().longs("shape", OnnxGraph.BATCH, features);
    String name = to.graph().node("Reshape", "row", List.of(value, shape));
    return new Value(name, 1, 1, features, true);
  }

  private static Value normalise(TfjsLayer layer, TfjsConversion to) {
    Value value = to.input(layer, 0);
    List<String> inputs = new ArrayList<>(List.of(value.name()));
    boolean scaled = layer.config("scale").asBoolean(true);
    boolean centred = layer.config("center").asBoolean(true);
    inputs.add(scaled ? to.vector(layer, "gamma") : filled(to, value.channels(), 1));
    inputs.add(centred ? to.vector(layer, "beta") : filled(to, value.channels(), 0));
    inputs.add(to.vector(layer, "moving_mean"));
    inputs.add(to.vector(layer, "moving_variance"));
    float epsilon = (float) layer.config("epsilon").asDouble(1e-3);
    return value.renamed(
        to.graph()
            .node(
                "BatchNormalization",
                "normalised",
                inputs,
                OnnxGraph.attribute("epsilon", epsilon)));
  }

  private static String filled(TfjsConversion to, int count, float number) {
    float[] values = new float[count];
    Arrays.fill(values, number);
    return to.graph().floats("constant", values, count);
  }

  private static Value relu(TfjsLayer layer, TfjsConversion to) {
    Value value = to.input(layer, 0);
    if (layer.config("negative_slope").asDouble(0) != 0
        || layer.config("threshold").asDouble(0) != 0) {
      throw layer.refused("leaks or has a threshold");
    }
    if (!layer.config("max_value").isNumber()) {
      return value.renamed(to.graph().node("Relu", "relu", List.of(value.name())));
    }
    float top = (float) layer.config("max_value").asDouble();
    return value.renamed(
        to.graph()
            .node(
                "Clip",
                "clip",
                List.of(
                    value.name(), to.graph().scalar("low", 0), to.graph().scalar("high", top))));
  }

  private static Value add(TfjsLayer layer, TfjsConversion to) {
    Value sum = to.input(layer, 0);
    for (int i = 1; i < layer.inputs().size(); i++) {
      sum =
          sum.renamed(
              to.graph().node("Add", "sum", List.of(sum.name(), to.input(layer, i).name())));
    }
    return sum;
  }

  private static Value concatenate(TfjsLayer layer, TfjsConversion to) {
    int axis = layer.config("axis").asInt(-1);
    Value first = to.input(layer, 0);
    if (axis != -1 && axis != (first.flat() ? 1 : 3)) {
      throw layer.refused("joins axis %d, but only channels have a rule".formatted(axis));
    }
    List<String> parts = new ArrayList<>();
    int channels = 0;
    // probabilities that are joined no longer sum to 1; sigmoids stand each for itself
    boolean alone = true;
    for (int i = 0; i < layer.inputs().size(); i++) {
      Value part = to.input(layer, i);
      parts.add(part.name());
      channels += part.channels();
      alone &= part.kind() == ScoreKind.SIGMOID;
    }
    String name = to.graph().node("Concat", "joined", parts, OnnxGraph.attribute("axis", 1));
    Value joined = new Value(name, first.height(), first.width(), channels, first.flat());
    return alone ? joined.of(ScoreKind.SIGMOID) : joined;
  }

  private static Value flatten(TfjsLayer layer, TfjsConversion to) {
    Value value = to.input(layer, 0);
    long[] order = {0, 2, 3, 1};
    String turned =
        value.height() * value.width() == 1
            ? value.name()
            : to.graph()
                .node(
                    "Transpose",
                    "turned",
                    List.of(value.name()),
                    OnnxGraph.attribute("perm", order));
    Value row = row(to, turned, value.height() * value.width() * value.channels());
    // the probabilities of several places sum to more than 1
    return value.height() * value.width() == 1 || value.kind() == ScoreKind.SIGMOID
        ? row.of(value.kind())
        : row;
  }

  private static Value dense(TfjsLayer layer, TfjsConversion to) {
    Value value = to.input(layer, 0);
    TfjsWeight kernel = to.weight(layer, "kernel");
    if (!value.flat() || kernel.axis(0) != value.channels()) {
      throw layer.refused(
          "takes %d features but gets %d".formatted(kernel.axis(0), value.channels()));
    }
    List<String> inputs = new ArrayList<>(List.of(value.name()));
    inputs.add(to.graph().floats("kernel", kernel.values(), kernel.axis(0), kernel.axis(1)));
    if (layer.config("use_bias").asBoolean(true)) {
      inputs.add(to.vector(layer, "bias"));
    }
    String name = to.graph().node("Gemm", "dense", inputs);
    return to.activate(layer, new Value(name, 1, 1, kernel.axis(1), true));
  }
}
