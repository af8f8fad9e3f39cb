package io.retask.onnx.gradient;

import ai.onnx.proto.OnnxMl;
import io.retask.onnx.convert.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file's graph with the graph of the gradient growing behind it. Shapes are those of {@link
 * MeasuredValues}; a gradient has the shape of its value.
 */
final class BackwardGraph {
  private final OnnxGraph graph;
  private final MeasuredValues measured;
  private final Set<String> active;
  private final Map<String, List<String>> parts = new HashMap<>();

  /**
   * A graph without gradients.
   *
   * @param active the values that depend on the input, in a way that can have a gradient
   */
  BackwardGraph(OnnxGraph graph, MeasuredValues measured, Set<String> active) {
    this.graph = graph;
    this.measured = measured;
    this.active = active;
  }

  /** Whether anybody asks for the gradient of this value. */
  boolean active(String value) {
    return active.contains(value);
  }

  /** Refuses a node one of whose weights depends on the input. */
  void requireConstant(ForwardNode node, int from) {
    for (int i = from; i < node.inputs(); i++) {
      if (active(node.input(i))) {
        throw node.refused(
            "has a gradient for input 0 only, but its input %d ('%s') depends on the picture too"
                .formatted(i, node.input(i)));
      }
    }
  }

  /** Adds to the gradient of a value: where it has several users, their parts are summed. */
  void add(String value, String gradient) {
    if (active(value)) {
      parts.computeIfAbsent(value, unused -> new ArrayList<>()).add(gradient);
    }
  }

  /** The gradient of a value whose users have all been treated; empty where nothing came back. */
  Optional<String> gradient(String value) {
    List<String> all = parts.getOrDefault(value, List.of());
    return all.size() < 2
        ? all.stream().findFirst()
        : Optional.of(graph.node("Sum", "grad_sum", all));
  }

  long[] shape(String value) {
    return measured.shape(value);
  }

  Optional<long[]> wholes(String value) {
    return measured.wholes(value);
  }

  String node(String operator, List<String> inputs, OnnxMl.AttributeProto... attributes) {
    return graph.node(operator, "grad_" + operator, inputs, attributes);
  }

  String node(String operator, String input, OnnxMl.AttributeProto... attributes) {
    return node(operator, List.of(input), attributes);
  }

  String longs(long... values) {
    return graph.longs("grad_wholes", values);
  }

  String scalar(float value) {
    return graph.scalar("grad_number", value);
  }

  String floats(float[] values, long... shape) {
    return graph.floats("grad_constant", values, shape);
  }

  /** A constant tensor of one number. */
  String filled(float value, long... shape) {
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, value);
    return floats(values, shape);
  }

  String times(String left, String right) {
    return node("Mul", List.of(left, right));
  }

  /** The value where the condition holds, else 0. */
  String where(String condition, String value) {
    return node("Where", List.of(condition, value, scalar(0)));
  }

  /** Gives a value another shape, of which one axis may be the batch's. */
  String reshape(ForwardNode node, String value, long... shape) {
    if (Arrays.stream(shape).filter(axis -> axis == MeasuredValues.BATCH).count() > 1) {
      throw node.refused("has a value of which several axes grow with the batch");
    }
    return node("Reshape", List.of(value, longs(shape)));
  }

  String reduceSum(String value, long... axes) {
    return node("ReduceSum", List.of(value, longs(axes)), OnnxGraph.attribute("keepdims", 1));
  }

  /** Sums over the axes along which a smaller value was repeated. */
  String unbroadcast(ForwardNode node, String gradient, long[] repeated, long[] original) {
    int extra = repeated.length - original.length;
    List<Long> axes = new ArrayList<>();
    for (int axis = 0; axis < repeated.length; axis++) {
      if (axis < extra || (original[axis - extra] == 1 && repeated[axis] != 1)) {
        axes.add((long) axis);
      }
    }
    String sum =
        axes.isEmpty()
            ? gradient
            : reduceSum(gradient, axes.stream().mapToLong(axis -> axis).toArray());
    return extra == 0 ? sum : reshape(node, sum, original);
  }

  /** Gives a node of the file one more output. */
  String extraOutput(ForwardNode node, String wish) {
    return graph.extraOutput(node.index(), wish);
  }
}
