package io.retask.onnx.gradient;

import ai.onnx.proto.OnnxMl;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.BoxInput.Scaling;
import io.retask.blackbox.description.BoxLimits;
import io.retask.blackbox.description.BoxOutput;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.onnx.OnnxOptions;
import io.retask.onnx.convert.OnnxGraph;
import io.retask.tensor.Shape;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A small network that a test writes down, as a file with its description. */
final class Trial {
  /** What a test writes: the network behind the value {@code x}. */
  interface Network {
    String build(Builder net, String x);
  }

  private static final int OPSET = 16;
  private static final String FILE = "trial.onnx";
  private final BoxInput input;
  private final Network network;
  private UnaryOperator<OnnxMl.ModelProto> changed = model -> model;

  /** A network that was opened, and the same in 64 bits. */
  record Pair(OnnxGlassBox box, DoubleNetwork exact) implements AutoCloseable {
    @Override
    public void close() {
      box.close();
    }
  }

  Trial(BoxInput input, Network network) {
    this.input = input;
    this.network = network;
  }

  /** A network whose input is {@code scale p - mean}, in the order of axes as they are. */
  static Trial plain(Shape row, double scale, double mean, Network network) {
    return new Trial(
        new BoxInput(
            "x",
            Layout.PLAIN,
            ChannelOrder.RGB,
            row,
            ElementType.FLOAT32,
            new Scaling(scale, List.of(mean), List.of(1.0))),
        network);
  }

  Trial changed(UnaryOperator<OnnxMl.ModelProto> change) {
    changed = change;
    return this;
  }

  OnnxGlassBox open(Path folder, OnnxOptions options) throws IOException {
    Path file = folder.resolve(FILE);
    return OnnxGlassBox.open("trial", file, write(file), options);
  }

  Pair openBoth(Path folder, OnnxOptions options) throws IOException {
    Path file = folder.resolve(FILE);
    BoxDescription description = write(file);
    return new Pair(
        OnnxGlassBox.open("trial", file, description, options),
        DoubleNetwork.read(file, description));
  }

  private BoxDescription write(Path file) throws IOException {
    OnnxGraph graph = new OnnxGraph("trial");
    long[] shape = new long[input.shape().rank() + 1];
    shape[0] = OnnxGraph.BATCH;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = input.boxShape().axis(axis - 1);
    }
    String x = graph.input(input.name(), OnnxMl.TensorProto.DataType.FLOAT, shape);
    String end = network.build(new Builder(graph), x);
    String scores = graph.node("Flatten", "scores", List.of(end), OnnxGraph.attribute("axis", 1));
    OnnxMl.ModelProto model = model(graph, 0);
    long count = MeasuredValues.of(model, x, input.boxShape(), false).shape(scores)[1];
    graph.output(scores, OnnxGraph.BATCH, count);
    Files.write(file, changed.apply(model(graph, 1)).toByteArray());
    return description(scores, (int) count);
  }

  private static OnnxMl.ModelProto model(OnnxGraph graph, int outputs) {
    OnnxMl.GraphProto whole = graph.toGraph();
    if (whole.getOutputCount() != outputs) {
      throw new IllegalStateException("outputs: " + whole.getOutputCount());
    }
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(whole)
        .build();
  }

  private BoxDescription description(String scores, int count) {
    List<String> labels = IntStream.range(0, count).mapToObj(k -> "class " + k).toList();
    return new BoxDescription(
        FILE,
        Optional.empty(),
        input,
        new BoxOutput(scores, ScoreKind.LOGITS, Visibility.FULL, labels),
        BoxLimits.UNSTATED,
        Price.FREE);
  }

  /** Writes nodes with seeded weights. */
  static final class Builder {
    private final OnnxGraph graph;
    private long seed;

    Builder(OnnxGraph graph) {
      this.graph = graph;
    }

    String op(String operator, List<String> inputs, OnnxMl.AttributeProto... attributes) {
      return graph.node(operator, operator, inputs, attributes);
    }

    String op(String operator, String input, OnnxMl.AttributeProto... attributes) {
      return op(operator, List.of(input), attributes);
    }

    String number(float value) {
      return graph.scalar("number", value);
    }

    /** A condition that holds, as a value that the graph computes. */
    String condition() {
      return op("Greater", List.of(number(1), number(0)));
    }

    String wholes(long... values) {
      return graph.longs("wholes", values);
    }

    /** Weights of the size that keeps activations at theirs. */
    String weights(long... shape) {
      long all = 1;
      for (long axis : shape) {
        all *= axis;
      }
      return uniform(Math.sqrt(6.0 * shape[0] / all), 0, shape);
    }

    String positive(long... shape) {
      return uniform(0.5, 1, shape);
    }

    private String uniform(double spread, double middle, long... shape) {
      int all = 1;
      for (long axis : shape) {
        all *= (int) axis;
      }
      float[] values = new float[all];
      seed++;
      for (int i = 0; i < all; i++) {
        values[i] = (float) (middle + spread * (2 * SeededDraw.uniform(seed, i) - 1));
      }
      return graph.floats("weights", values, shape);
    }

    String conv(String x, long[] shape, OnnxMl.AttributeProto... attributes) {
      return op("Conv", List.of(x, weights(shape), uniform(0.1, 0, shape[0])), attributes);
    }

    String norm(String x, int channels) {
      return op(
          "BatchNormalization",
          List.of(
              x,
              positive(channels),
              uniform(0.2, 0, channels),
              uniform(0.2, 0, channels),
              positive(channels)));
    }

    String dense(String x, long out, long in) {
      return op(
          "Gemm",
          List.of(op("Flatten", x), uniform(Math.sqrt(3.0 / in), 0, out, in), weights(out)),
          OnnxGraph.attribute("transB", 1));
    }
  }
}
