package io.retask.onnx.gradient;

import static io.retask.onnx.convert.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import io.retask.onnx.OnnxOptions;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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

  @ParameterizedTest(name = "{0}")
  @MethodSource({"convolutions", "activations", "arithmetic", "pools", "means", "shapes"})
  void gradientIsThatOfDifferences(String name, Shape shape, Trial.Network network)
      throws IOException {
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

  private static OnnxMl.AttributeProto pads(long... pads) {
    return attribute("pads", pads);
  }

  /** The same step along both axes. */
  private static OnnxMl.AttributeProto steps(long step) {
    return attribute("strides", at(step, step));
  }

  static Stream<Arguments> convolutions() {
    return Stream.of(
        of("Conv, padded", (n, x) -> n.conv(x, at(3, 2, 3, 3), pads(1, 1, 1, 1))),
        of(
            "Conv, one-sided pads, steps of 2",
            (n, x) -> n.conv(x, at(3, 2, 3, 3), pads(0, 1, 1, 0), steps(2))),
        of(
            "Conv, steps that leave a rest",
            (n, x) -> n.conv(x, at(3, 2, 2, 3), attribute("strides", at(3, 2)))),
        of("Conv, dilated", (n, x) -> n.conv(x, at(3, 2, 3, 2), attribute("dilations", at(2, 3)))),
        of(
            "Conv, dilated, steps of 2",
            (n, x) -> n.conv(x, at(3, 2, 2, 2), attribute("dilations", at(3, 2)), steps(2))),
        of("Conv, depthwise", (n, x) -> n.conv(x, at(4, 1, 3, 3), attribute("group", 2))),
        of(
            "Conv, depthwise, steps of 2, upper",
            (n, x) ->
                n.conv(
                    x,
                    at(2, 1, 3, 3),
                    attribute("group", 2),
                    steps(2),
                    attribute("auto_pad", "SAME_UPPER"))),
        of(
            "Conv, groups",
            Shape.of(4, 3, 6),
            (n, x) -> n.conv(x, at(6, 2, 2, 3), attribute("group", 2))),
        of("Conv, lower", (n, x) -> n.conv(x, at(3, 2, 2, 4), attribute("auto_pad", "SAME_LOWER"))),
        of("Conv, valid", (n, x) -> n.conv(x, at(3, 2, 5, 3), attribute("auto_pad", "VALID"))),
        of(
            "Conv, pads wider than the kernel",
            (n, x) -> n.conv(x, at(3, 2, 1, 2), pads(1, 2, 1, 0))),
        of(
            "Conv, series",
            Shape.of(2, 36),
            (n, x) -> n.conv(x, at(3, 2, 5), attribute("strides", at(2)))));
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

  static Stream<Arguments> pools() {
    return Stream.of(
        of("MaxPool", (n, x) -> maximum(n, x, at(2, 2), steps(2))),
        of("MaxPool, overlapping", (n, x) -> maximum(n, x, at(3, 3), steps(2), pads(1, 1, 1, 1))),
        of("MaxPool, steps of 1", (n, x) -> maximum(n, x, at(3, 3), steps(1), pads(0, 1, 1, 0))),
        of("AveragePool", (n, x) -> average(n, x, at(2, 2), steps(2))),
        of("AveragePool with a rest", (n, x) -> average(n, x, at(3, 3), steps(2))),
        of("AveragePool, padded", (n, x) -> average(n, x, at(3, 3), steps(1), pads(1, 1, 1, 0))),
        of(
            "MaxPool, rounded up",
            (n, x) -> maximum(n, x, at(3, 3), steps(2), attribute("ceil_mode", 1))),
        of("MaxPool, dilated", (n, x) -> maximum(n, x, at(2, 2), attribute("dilations", at(2, 3)))),
        of(
            "AveragePool, rounded up",
            (n, x) -> average(n, x, at(3, 3), steps(2), attribute("ceil_mode", 1))),
        of(
            "AveragePool, with its pads",
            (n, x) ->
                average(
                    n, x, at(3, 2), steps(2), pads(1, 1, 1, 1), attribute("count_include_pad", 1))),
        of(
            "AveragePool, upper",
            (n, x) -> average(n, x, at(3, 3), steps(2), attribute("auto_pad", "SAME_UPPER"))));
  }

  private static String maximum(
      Trial.Builder net, String x, long[] extents, OnnxMl.AttributeProto... others) {
    return pool(net, "MaxPool", x, extents, others);
  }

  private static String average(
      Trial.Builder net, String x, long[] extents, OnnxMl.AttributeProto... others) {
    return pool(net, "AveragePool", x, extents, others);
  }

  private static String pool(
      Trial.Builder net,
      String operator,
      String x,
      long[] extents,
      OnnxMl.AttributeProto... others) {
    OnnxMl.AttributeProto[] all = Arrays.copyOf(others, others.length + 1);
    all[others.length] = attribute("kernel_shape", extents);
    return net.op(operator, x, all);
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
}
