package io.retask.onnx.gradient;

import ai.onnx.proto.OnnxMl;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.Layout;
import io.retask.onnx.convert.OnnxGraph;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts what a box does before its network into the graph, so that the graph takes rows in [0,1] and
 * its gradient is the gradient by them. {@code (scale p - mean) / std} and the order of the colours
 * are one convolution of 1x1, the order of the axes is a transposition.
 */
final class Preprocessing {
  private final BoxInput input;

  Preprocessing(BoxInput input) {
    this.input = input;
  }

  /**
   * The same graph behind the preprocessing.
   *
   * @param fixed whether the file takes one row only
   * @return the graph, whose only input is its first
   */
  OnnxMl.GraphProto before(OnnxMl.GraphProto network, boolean fixed) {
    OnnxGraph graph = new OnnxGraph(network.toBuilder().clearInput().build());
    graph.reserve(input.name());
    long[] shape = new long[input.shape().rank() + 1];
    shape[0] = fixed ? 1 : OnnxGraph.BATCH;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = input.shape().axis(axis - 1);
    }
    String rows = graph.input("rows", OnnxMl.TensorProto.DataType.FLOAT, shape);
    String scaled = input.layout() == Layout.PLAIN ? plain(rows, graph) : picture(rows, graph);
    // the network's own input is now this node's output
    if (input.layout() == Layout.NHWC) {
      graph.reserved(
          "Transpose",
          input.name(),
          List.of(scaled),
          OnnxGraph.attribute("perm", new long[] {0, 2, 3, 1}));
    } else {
      graph.reserved("Identity", input.name(), List.of(scaled));
    }
    return sorted(graph.toGraph(), network.getNodeCount());
  }

  private String plain(String rows, OnnxGraph graph) {
    String factor = graph.scalar("factor", (float) factor(0));
    String shift = graph.scalar("shift", (float) shift(0));
    return graph.node(
        "Add", "shifted", List.of(graph.node("Mul", "scaled", List.of(rows, factor)), shift));
  }

  private String picture(String rows, OnnxGraph graph) {
    float[] weights = new float[9];
    float[] bias = new float[3];
    for (int plane = 0; plane < 3; plane++) {
      int place = input.channels() == ChannelOrder.BGR ? 2 - plane : plane;
      weights[3 * place + plane] = (float) factor(plane);
      bias[place] = (float) shift(plane);
    }
    return graph.node(
        "Conv",
        "scaled",
        List.of(rows, graph.floats("factor", weights, 3, 3, 1, 1), graph.floats("shift", bias, 3)));
  }

  private double factor(int plane) {
    return input.scaling().scale() / input.scaling().std().get(plane);
  }

  private double shift(int plane) {
    return -input.scaling().mean().get(plane) / input.scaling().std().get(plane);
  }

  /** The nodes that were added last come first: every node stands behind those that it uses. */
  private static OnnxMl.GraphProto sorted(OnnxMl.GraphProto graph, int known) {
    OnnxMl.GraphProto.Builder sorted = graph.toBuilder().clearNode();
    int all = graph.getNodeCount();
    IntStream.range(known, all).forEach(i -> sorted.addNode(graph.getNode(i)));
    IntStream.range(0, known).forEach(i -> sorted.addNode(graph.getNode(i)));
    return sorted.build();
  }
}
