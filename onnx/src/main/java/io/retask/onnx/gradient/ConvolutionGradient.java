package io.retask.onnx.gradient;

import java.util.Arrays;

/** The rule of Conv, over any number of axes: the transposed convolution of the gradient. */
final class ConvolutionGradient {
  private ConvolutionGradient() {}

  static void backward(ForwardNode node, String g, BackwardGraph to) {
    to.requireConstant(node, 1);
    long[] weights = to.shape(node.input(1));
    Window window =
        Window.of(
            node,
            to.shape(node.input(0)),
            to.shape(node.output()),
            Arrays.copyOfRange(weights, 2, weights.length));
    to.add(node.input(0), window.spread(g, node.input(1), weights, node.whole("group", 1), to));
  }
}
