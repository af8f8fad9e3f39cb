package io.retask.onnx.gradient;

import ai.onnx.proto.OnnxMl;
import io.retask.blackbox.description.BoxDescription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The forward pass of a file in 64 bits, one row at a time, by loops of its own: differences over a
 * step so small that hardly a kink lies within it. Knows the operators of the networks that
 * gradients are checked on.
 */
final class DoubleNetwork {
  private final List<OnnxMl.NodeProto> nodes;
  private final Map<String, DoubleTensor> constants = new HashMap<>();
  private final MeasuredValues measured;
  private final String rows;
  private final String scores;
  private final int[] shape;

  private DoubleNetwork(OnnxMl.ModelProto whole, BoxDescription description, boolean fixed) {
    OnnxMl.GraphProto graph = whole.getGraph();
    nodes = graph.getNodeList();
    rows = graph.getInput(0).getName();
    scores = description.output().name();
    measured = MeasuredValues.of(whole, rows, description.input().shape(), fixed);
    shape = lengths(rows);
    graph.getInitializerList().forEach(tensor -> keep(tensor.getName(), tensor));
    for (OnnxMl.NodeProto node : nodes) {
      new ForwardNode(node, 0)
          .attribute("value")
          .filter(value -> node.getOpType().equals("Constant"))
          .ifPresent(value -> keep(node.getOutput(0), value.getT()));
    }
  }

  static DoubleNetwork read(Path file, BoxDescription description) throws IOException {
    OnnxMl.ModelProto network = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file));
    OnnxMl.GraphProto graph = network.getGraph();
    boolean fixed =
        graph.getInputList().stream()
            .filter(value -> value.getName().equals(description.input().name()))
            .anyMatch(v -> v.getType().getTensorType().getShape().getDim(0).getDimValue() > 0);
    OnnxMl.GraphProto whole = new Preprocessing(description.input()).before(graph, fixed);
    return new DoubleNetwork(network.toBuilder().setGraph(whole).build(), description, fixed);
  }

  private void keep(String name, OnnxMl.TensorProto tensor) {
    if (tensor.getDataType() != OnnxMl.TensorProto.DataType.FLOAT.getNumber()) {
      return;
    }
    ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = raw.asFloatBuffer();
    double[] values = tensor.getFloatDataList().stream().mapToDouble(v -> v).toArray();
    if (floats.hasRemaining()) {
      values = new double[floats.remaining()];
      Arrays.setAll(values, floats::get);
    }
    int[] axes = tensor.getDimsList().stream().mapToInt(Long::intValue).toArray();
    constants.put(name, new DoubleTensor(axes, values));
  }

  /** The scores of one row of values in [0,1]. */
  double[] scores(double[] row) {
    Map<String, DoubleTensor> found = new HashMap<>(constants);
    found.put(rows, new DoubleTensor(shape, row));
    for (OnnxMl.NodeProto proto : nodes) {
      ForwardNode node = new ForwardNode(proto, 0);
      boolean blind = node.inputs() == 0 || node.operator().equals("Shape");
      if (!blind && found.containsKey(node.input(0))) {
        found.computeIfAbsent(node.output(), name -> new Step(node, found).value());
      }
    }
    return found.get(scores).values();
  }

  private int[] lengths(String value) {
    return Arrays.stream(measured.shape(value))
        .mapToInt(length -> length == MeasuredValues.BATCH ? 1 : (int) length)
        .toArray();
  }

  /** One node with what was found before it. */
  private final class Step {
    private final ForwardNode node;
    private final Map<String, DoubleTensor> found;
    private final DoubleTensor x;

    Step(ForwardNode node, Map<String, DoubleTensor> found) {
      this.node = node;
      this.found = found;
      this.x = input(0);
    }

    private DoubleTensor input(int position) {
      DoubleTensor input = found.get(node.input(position));
      if (input == null) {
        throw new IllegalStateException("%s: input %d is unknown".formatted(node, position));
      }
      return input;
    }

    private double number(int position, double otherwise) {
      return node.optionalInput(position)
          .map(name -> found.get(name).values()[0])
          .orElse(otherwise);
    }

    private int[] wholes(int position) {
      return Arrays.stream(measured.wholes(node.input(position)).orElseThrow())
          .mapToInt(Math::toIntExact)
          .toArray();
    }

    DoubleTensor value() {
      return switch (node.operator()) {
        case "Relu" -> x.each(v -> Math.max(0, v));
        case "Clip" -> {
          double low = number(1, Double.NEGATIVE_INFINITY);
          double high = number(2, Double.POSITIVE_INFINITY);
          yield x.each(v -> Math.min(high, Math.max(low, v)));
        }
        case "Add" -> x.with(input(1), Double::sum);
        case "Sub" -> x.with(input(1), (a, b) -> a - b);
        case "Mul" -> x.with(input(1), (a, b) -> a * b);
        case "Div" -> x.with(input(1), (a, b) -> a / b);
        case "Identity", "Dropout", "Flatten", "Reshape" -> x.as(lengths(node.output()));
        case "ReduceMean", "GlobalAveragePool" ->
            new DoubleTensor(lengths(node.output()), DoubleKernels.means(x));
        default -> larger();
      };
    }

    private DoubleTensor larger() {
      return switch (node.operator()) {
        case "Conv" -> conv();
        case "MaxPool", "AveragePool" ->
            DoubleKernels.pool(
                x,
                window(node.wholes("kernel_shape").orElseThrow()),
                node.operator().equals("MaxPool"));
        case "BatchNormalization" -> norm();
        case "LRN" -> DoubleKernels.respond(x, node);
        case "Gemm" ->
            DoubleKernels.dense(x, input(1), node.whole("transB", 0) == 1)
                .with(input(2), Double::sum);
        case "Softmax" -> softmax();
        case "Concat" -> concat();
        case "Slice" -> slice();
        case "Pad" -> pad();
        case "Transpose" -> transpose();
        default -> throw new IllegalStateException(node + " is unknown in 64 bits");
      };
    }

    private Window window(long[] taps) {
      return Window.of(node, measured.shape(node.input(0)), measured.shape(node.output()), taps);
    }

    private DoubleTensor conv() {
      DoubleTensor weights = input(1);
      long[] taps = {weights.shape()[2], weights.shape()[3]};
      DoubleTensor y = DoubleKernels.conv(x, weights, (int) node.whole("group", 1), window(taps));
      return node.inputs() < 3 ? y : y.with(planes(input(2)), Double::sum);
    }

    private DoubleTensor planes(DoubleTensor of) {
      return of.as(of.values().length, 1, 1);
    }

    private DoubleTensor norm() {
      double floor = node.real("epsilon", 1e-5f);
      DoubleTensor spread = planes(input(4)).each(v -> Math.sqrt(v + floor));
      return x.with(planes(input(3)), (a, b) -> a - b)
          .with(spread, (a, b) -> a / b)
          .with(planes(input(1)), (a, b) -> a * b)
          .with(planes(input(2)), Double::sum);
    }

    private DoubleTensor softmax() {
      DoubleTensor powers = x.each(Math::exp);
      double sum = Arrays.stream(powers.values()).sum();
      return powers.each(v -> v / sum);
    }

    private DoubleTensor concat() {
      DoubleTensor all = DoubleTensor.zeros(lengths(node.output()));
      int axis = (int) node.whole("axis", 0);
      int place = 0;
      for (int i = 0; i < node.inputs(); i++) {
        input(i).into(all, place * all.steps()[axis]);
        place += input(i).shape()[axis];
      }
      return all;
    }

    private DoubleTensor slice() {
      int[] strides = x.steps();
      int start = 0;
      int[] axes = wholes(3);
      for (int i = 0; i < axes.length; i++) {
        start += wholes(1)[i] * strides[axes[i]];
        strides[axes[i]] *= wholes(4)[i];
      }
      return x.gathered(start, strides, lengths(node.output()));
    }

    private DoubleTensor pad() {
      DoubleTensor all = DoubleTensor.zeros(lengths(node.output()));
      int start = 0;
      for (int axis = 0; axis < all.shape().length; axis++) {
        start += wholes(1)[axis] * all.steps()[axis];
      }
      x.into(all, start);
      return all;
    }

    private DoubleTensor transpose() {
      int[] steps = x.steps();
      int[] order =
          Arrays.stream(node.wholes("perm").orElseThrow()).mapToInt(Math::toIntExact).toArray();
      return x.gathered(
          0, Arrays.stream(order).map(axis -> steps[axis]).toArray(), lengths(node.output()));
    }
  }
}
