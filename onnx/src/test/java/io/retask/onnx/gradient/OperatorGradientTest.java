package io.retask.onnx.gradient;

import static io.retask.onnx.convert.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.retask.onnx.OnnxOptions;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule against central differences in every coordinate. The inputs are the middles of equal
 * cells of (-4, 4) in a seeded order, so that no two are nearer than a cell and a step of a fifth
 * of a cell crosses neither a kink nor a tie.
 */
final class OperatorGradientTest {
  private static final Shape ROW = Shape.of(2, 6, 6);
  private static final int ROWS = 2;
  private static final double LARGEST_ERROR = 2e-3;
  @TempDir Path folder;

  static TensorBatch cells(Shape shape) {
    TensorBatch batch = TensorBatch.allocate(shape, ROWS);
    int count = batch.values().length;
    for (int i = 0; i < count; i++) {
      batch.values()[i] = (i + 0.5f) / count;
    }
    for (int i = count - 1; i > 0; i--) {
      int other = SeededDraw.below(i + 1, 5, i);
      float kept = batch.values()[i];
      batch.values()[i] = batch.values()[other];
      batch.values()[other] = kept;
    }
    return batch;
  }

  private void check(Shape shape, Trial.Network network) throws IOException {
    try (OnnxGlassBox box =
        Trial.plain(shape, 8, 4, network).open(folder, new OnnxOptions(1, 1, 8))) {
      TensorBatch inputs = cells(shape);
      Differences found = Differences.everywhere(box, inputs, 0.2 / (ROWS * shape.size()));
      assertThat(found.relativeError()).as(found.toString()).isLessThan(LARGEST_ERROR);
    }
  }

  private static Arguments of(String name, Trial.Network network) {
    return Arguments.of(name, ROW, network);
  }

  private static Arguments of(String name, Shape shape, Trial.Network network) {
    return Arguments.of(name, shape, network);
  }

  private static long[] at(long... values) {
    return values;
  }

  static Stream<Arguments> convolutions() {
    return Stream.of(
        of("padded", (n, x) -> n.conv(x, at(3, 2, 3, 3), attribute("pads", at(1, 1, 1, 1)))),
        of(
            "one-sided pads, steps of 2",
            (n, x) ->
                n.conv(
                    x,
                    at(3, 2, 3, 3),
                    attribute("pads", at(0, 1, 1, 0)),
                    attribute("strides", at(2, 2)))),
        of(
            "steps that leave a rest",
            (n, x) -> n.conv(x, at(3, 2, 2, 3), attribute("strides", at(3, 2)))),
        of("dilated", (n, x) -> n.conv(x, at(3, 2, 3, 2), attribute("dilations", at(2, 3)))),
        of(
            "dilated, steps of 2",
            (n, x) ->
                n.conv(
                    x,
                    at(3, 2, 2, 2),
                    attribute("dilations", at(3, 2)),
                    attribute("strides", at(2, 2)))),
        of("depthwise", (n, x) -> n.conv(x, at(4, 1, 3, 3), attribute("group", 2))),
        of(
            "depthwise, steps of 2, upper",
            (n, x) ->
                n.conv(
                    x,
                    at(2, 1, 3, 3),
                    attribute("group", 2),
                    attribute("strides", at(2, 2)),
                    attribute("auto_pad", "SAME_UPPER"))),
        of("groups", Shape.of(4, 3, 6), (n, x) -> n.conv(x, at(6, 2, 2, 3), attribute("group", 2))),
        of("lower", (n, x) -> n.conv(x, at(3, 2, 2, 4), attribute("auto_pad", "SAME_LOWER"))),
        of("valid", (n, x) -> n.conv(x, at(3, 2, 5, 3), attribute("auto_pad", "VALID"))),
        of(
            "pads wider than the kernel",
            (n, x) -> n.conv(x, at(3, 2, 1, 2), attribute("pads", at(1, 2, 1, 0)))),
        of(
            "series",
            Shape.of(2, 36),
            (n, x) -> n.conv(x, at(3, 2, 5), attribute("strides", at(2)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("convolutions")
  void convolution(String name, Shape shape, Trial.Network network) throws IOException {
    check(shape, network);
  }

  static Stream<Arguments> activations() {
    return Stream.of(
        of("Relu", (n, x) -> n.op("Relu", x)),
        of("LeakyRelu", (n, x) -> n.op("LeakyRelu", x, attribute("alpha", 0.3f))),
        of("Clip", (n, x) -> n.op("Clip", List.of(x, n.number(-1), n.number(2)))),
        of("Clip below", (n, x) -> n.op("Clip", List.of(x, n.number(-1)))),
        of("Clip above", (n, x) -> n.op("Clip", List.of(x, "", n.number(2)))),
        of("Clip nothing", (n, x) -> n.op("Clip", x)),
        of("Sigmoid", (n, x) -> n.op("Sigmoid", x)),
        of("HardSigmoid", (n, x) -> n.op("HardSigmoid", x)),
        of("HardSwish", (n, x) -> n.op("HardSwish", x)),
        of("Tanh", (n, x) -> n.op("Tanh", x)),
        of("Softmax", (n, x) -> n.op("Softmax", x)),
        of("Softmax of channels", (n, x) -> n.op("Softmax", x, attribute("axis", 1))),
        of("LogSoftmax", (n, x) -> n.op("LogSoftmax", x, attribute("axis", 2))),
        of("BatchNormalization", (n, x) -> n.norm(x, 2)),
        of("LRN of 3", Shape.of(6, 2, 6), (n, x) -> response(n, x, 3)),
        of("LRN of 5", Shape.of(6, 2, 6), (n, x) -> response(n, x, 5)));
  }

  private static String response(Trial.Builder net, String x, int size) {
    return net.op(
        "LRN",
        x,
        attribute("size", size),
        attribute("alpha", 0.6f),
        attribute("beta", 0.7f),
        attribute("bias", 1.5f));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("activations")
  void activation(String name, Shape shape, Trial.Network network) throws IOException {
    check(shape, network);
  }

  static Stream<Arguments> arithmetic() {
    Shape flat = Shape.of(24);
    return Stream.of(
        of("Add, repeated", (n, x) -> n.op("Add", List.of(n.weights(2, 1, 1), x))),
        of("Add of a mean", (n, x) -> n.op("Add", List.of(n.op("GlobalAveragePool", x), x))),
        of("Sub", (n, x) -> n.op("Sub", List.of(n.number(1), x))),
        of("Sub of a mean", (n, x) -> n.op("Sub", List.of(x, n.op("GlobalAveragePool", x)))),
        of("square", (n, x) -> n.op("Mul", List.of(x, x))),
        of("Mul by a gate", (n, x) -> n.op("Mul", List.of(n.op("GlobalAveragePool", x), x))),
        of("Div", (n, x) -> n.op("Div", List.of(x, n.positive(2, 1, 1)))),
        of(
            "Div by itself",
            (n, x) -> n.op("Div", List.of(x, n.op("Add", List.of(x, n.number(6)))))),
        of("Gemm", flat, (n, x) -> n.dense(x, 5, 24)),
        of(
            "Gemm as it stands",
            flat,
            (n, x) -> n.op("Gemm", List.of(x, n.weights(24, 5)), attribute("alpha", 0.5f))),
        of("MatMul", flat, (n, x) -> n.op("MatMul", List.of(x, n.weights(24, 5)))),
        of("MatMul of planes", (n, x) -> n.op("MatMul", List.of(n.weights(4, 6), x))),
        of(
            "MatMul with itself",
            (n, x) ->
                n.op(
                    "MatMul",
                    List.of(x, n.op("Transpose", x, attribute("perm", at(0, 1, 3, 2)))))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("arithmetic")
  void sumsAndProducts(String name, Shape shape, Trial.Network network) throws IOException {
    check(shape, network);
  }

  static Stream<Arguments> pools() {
    return Stream.of(
        of("Max", (n, x) -> pool(n, "MaxPool", x, 2, 2)),
        of("Max, overlapping", (n, x) -> pool(n, "MaxPool", x, 3, 2, at(1, 1, 1, 1))),
        of("Max, steps of 1", (n, x) -> pool(n, "MaxPool", x, 3, 1, at(0, 1, 1, 0))),
        of("Average", (n, x) -> pool(n, "AveragePool", x, 2, 2)),
        of("Average with a rest", (n, x) -> pool(n, "AveragePool", x, 3, 2)),
        of("Average, padded", (n, x) -> pool(n, "AveragePool", x, 3, 1, at(1, 1, 1, 0))),
        of(
            "Max, rounded up",
            (n, x) ->
                n.op(
                    "MaxPool",
                    x,
                    attribute("kernel_shape", at(3, 3)),
                    attribute("strides", at(2, 2)),
                    attribute("ceil_mode", 1))),
        of(
            "Max, dilated",
            (n, x) ->
                n.op(
                    "MaxPool",
                    x,
                    attribute("kernel_shape", at(2, 2)),
                    attribute("dilations", at(2, 3)))),
        of(
            "Average, rounded up",
            (n, x) ->
                n.op(
                    "AveragePool",
                    x,
                    attribute("kernel_shape", at(3, 3)),
                    attribute("strides", at(2, 2)),
                    attribute("ceil_mode", 1))),
        of(
            "Average, with its pads",
            (n, x) ->
                n.op(
                    "AveragePool",
                    x,
                    attribute("kernel_shape", at(3, 2)),
                    attribute("strides", at(2, 2)),
                    attribute("pads", at(1, 1, 1, 1)),
                    attribute("count_include_pad", 1))),
        of(
            "Average, upper",
            (n, x) ->
                n.op(
                    "AveragePool",
                    x,
                    attribute("kernel_shape", at(3, 3)),
                    attribute("strides", at(2, 2)),
                    attribute("auto_pad", "SAME_UPPER"))));
  }

  static Stream<Arguments> means() {
    return Stream.of(
        of("GlobalAveragePool", (n, x) -> n.op("GlobalAveragePool", x)),
        of(
            "ReduceMean",
            (n, x) ->
                n.op("ReduceMean", x, attribute("axes", at(-1, 2)), attribute("keepdims", 0))),
        of("ReduceMean, kept", (n, x) -> n.op("ReduceMean", x, attribute("axes", at(1)))),
        of("ReduceSum", (n, x) -> n.op("ReduceSum", List.of(x, n.wholes(2, 3)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("means")
  void mean(String name, Shape shape, Trial.Network network) throws IOException {
    check(shape, network);
  }

  private static String pool(
      Trial.Builder net, String operator, String x, long extent, long step, long... pads) {
    return net.op(
        operator,
        x,
        attribute("kernel_shape", at(extent, extent)),
        attribute("strides", at(step, step)),
        attribute("pads", pads.length == 0 ? at(0, 0, 0, 0) : pads));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pools")
  void pool(String name, Shape shape, Trial.Network network) throws IOException {
    check(shape, network);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        of(
            "Concat",
            (n, x) ->
                n.op(
                    "Concat", List.of(n.op("Tanh", x), x, n.op("Relu", x)), attribute("axis", -3))),
        of("Flatten", (n, x) -> n.op("Tanh", n.op("Flatten", x))),
        of("Reshape", (n, x) -> n.op("Softmax", n.op("Reshape", List.of(x, n.wholes(0, 3, -1))))),
        of(
            "Transpose",
            (n, x) -> n.op("Softmax", n.op("Transpose", x, attribute("perm", at(0, 3, 1, 2))))),
        of(
            "Squeeze and Unsqueeze",
            (n, x) -> {
              String wider = n.op("Unsqueeze", List.of(x, n.wholes(2)));
              return n.op("Tanh", n.op("Squeeze", List.of(wider, n.wholes(2))));
            }),
        of(
            "Pad",
            (n, x) -> n.op("Tanh", n.op("Pad", List.of(x, n.wholes(0, 1, 0, 2, 0, 0, 1, 0))))),
        of(
            "Pad that cuts",
            (n, x) -> n.op("Tanh", n.op("Pad", List.of(x, n.wholes(0, 0, -1, 2, 0, 0, 1, -2))))),
        of(
            "Slice",
            (n, x) ->
                n.op(
                    "Slice",
                    List.of(
                        x, n.wholes(1, -5), n.wholes(99, -1), n.wholes(2, -1), n.wholes(2, 3)))),
        of(
            "Slice of all axes",
            (n, x) -> n.op("Slice", List.of(x, n.wholes(0, 1, 0, 2), n.wholes(99, 2, 99, 5)))),
        of("Identity", (n, x) -> n.op("Identity", x)),
        of("Dropout", (n, x) -> n.op("Dropout", x)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void shape(String name, Shape shape, Trial.Network network) throws IOException {
    check(shape, network);
  }
}
