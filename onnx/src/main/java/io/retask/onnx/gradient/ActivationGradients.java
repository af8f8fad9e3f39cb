package io.retask.onnx.gradient;

import io.retask.onnx.convert.OnnxGraph;
import java.util.List;
import java.util.Optional;

/**
 * Rules of what treats every value, or every row, on its own; g is the gradient that comes, y the
 * output, x the input. Where the output tells the derivative the input is not used, so that ONNX
 * Runtime may still melt the activation into the operator before it.
 */
final class ActivationGradients {
  private ActivationGradients() {}

  /** {@code g · [y > 0]}. */
  static void relu(ForwardNode node, String g, BackwardGraph to) {
    String passes = to.node("Greater", List.of(node.output(), to.scalar(0)));
    to.add(node.input(0), to.where(passes, g));
  }

  /** {@code g} where x > 0, else {@code alpha · g}. */
  static void leakyRelu(ForwardNode node, String g, BackwardGraph to) {
    String positive = to.node("Greater", List.of(node.input(0), to.scalar(0)));
    String leak = to.times(g, to.scalar(node.real("alpha", 0.01f)));
    to.add(node.input(0), to.node("Where", List.of(positive, g, leak)));
  }

  /** {@code g · [min < y < max]}. */
  static void clip(ForwardNode node, String g, BackwardGraph to) {
    to.requireConstant(node, 1);
    Optional<String> above =
        node.optionalInput(1).map(low -> to.node("Greater", List.of(node.output(), low)));
    Optional<String> below =
        node.optionalInput(2).map(high -> to.node("Less", List.of(node.output(), high)));
    if (above.isPresent() && below.isPresent()) {
      String inside = to.node("And", List.of(above.get(), below.get()));
      to.add(node.input(0), to.where(inside, g));
    } else {
      String one = above.or(() -> below).map(passes -> to.where(passes, g)).orElse(g);
      to.add(node.input(0), one);
    }
  }

  /** {@code g · y (1 - y)}. */
  static void sigmoid(ForwardNode node, String g, BackwardGraph to) {
    String y = node.output();
    String rest = to.node("Sub", List.of(to.scalar(1), y));
    to.add(node.input(0), to.times(g, to.times(y, rest)));
  }

  /** {@code alpha · g · [0 < y < 1]}. */
  static void hardSigmoid(ForwardNode node, String g, BackwardGraph to) {
    String above = to.node("Greater", List.of(node.output(), to.scalar(0)));
    String below = to.node("Less", List.of(node.output(), to.scalar(1)));
    String slope = to.times(g, to.scalar(node.real("alpha", 0.2f)));
    to.add(node.input(0), to.where(to.node("And", List.of(above, below)), slope));
  }

  /** {@code y = x h(x), h(x) = clip(x/6 + 1/2, 0, 1)}: {@code g · (h(x) + x/6 [-3 < x < 3])}. */
  static void hardSwish(ForwardNode node, String g, BackwardGraph to) {
    String x = node.input(0);
    String gate =
        to.node(
            "HardSigmoid",
            x,
            OnnxGraph.attribute("alpha", 1f / 6),
            OnnxGraph.attribute("beta", 0.5f));
    String inside = to.node("Less", List.of(to.node("Abs", x), to.scalar(3)));
    String slope = to.where(inside, to.times(x, to.scalar(1f / 6)));
    to.add(x, to.times(g, to.node("Add", List.of(gate, slope))));
  }

  /** {@code g · (1 - y²)}. */
  static void tanh(ForwardNode node, String g, BackwardGraph to) {
    String y = node.output();
    String slope = to.node("Sub", List.of(to.scalar(1), to.times(y, y)));
    to.add(node.input(0), to.times(g, slope));
  }

  /** {@code y · (g - sum g y)} along the axis. */
  static void softmax(ForwardNode node, String g, BackwardGraph to) {
    String y = node.output();
    String mean = to.reduceSum(to.times(g, y), node.whole("axis", -1));
    to.add(node.input(0), to.times(y, to.node("Sub", List.of(g, mean))));
  }

  /** {@code g - exp(y) · sum g} along the axis. */
  static void logSoftmax(ForwardNode node, String g, BackwardGraph to) {
    String sum = to.reduceSum(g, node.whole("axis", -1));
    String share = to.times(to.node("Exp", node.output()), sum);
    to.add(node.input(0), to.node("Sub", List.of(g, share)));
  }
}
