package io.retask.onnx.gradient;

import io.retask.onnx.convert.OnnxGraph;
import java.util.List;

/** Rules of sums and products; g is the gradient that comes, y the output. */
final class ArithmeticGradients {
  private ArithmeticGradients() {}

  static void add(ForwardNode node, String g, BackwardGraph to) {
    give(node, 0, g, to);
    give(node, 1, g, to);
  }

  static void subtract(ForwardNode node, String g, BackwardGraph to) {
    give(node, 0, g, to);
    if (to.active(node.input(1))) {
      give(node, 1, to.node("Neg", g), to);
    }
  }

  static void multiply(ForwardNode node, String g, BackwardGraph to) {
    for (int i = 0; i < 2; i++) {
      if (to.active(node.input(i))) {
        give(node, i, to.times(g, node.input(1 - i)), to);
      }
    }
  }

  /** {@code y = a/b}: {@code g/b} for a, {@code -g y/b} for b. */
  static void divide(ForwardNode node, String g, BackwardGraph to) {
    String share = to.node("Div", List.of(g, node.input(1)));
    give(node, 0, share, to);
    if (to.active(node.input(1))) {
      give(node, 1, to.node("Neg", to.times(share, node.output())), to);
    }
  }

  private static void give(ForwardNode node, int position, String gradient, BackwardGraph to) {
    String value = node.input(position);
    if (to.active(value)) {
      long[] whole = to.shape(node.output());
      to.add(value, to.unbroadcast(node, gradient, whole, to.shape(value)));
    }
  }

  /** {@code y = alpha A' B' + beta C}, the dash for "perhaps transposed". */
  static void gemm(ForwardNode node, String g, BackwardGraph to) {
    long turnedA = node.whole("transA", 0);
    long turnedB = node.whole("transB", 0);
    if (to.active(node.input(1))) {
      throw node.refused("has no gradient for its input 1, which depends on the picture");
    }
    if (to.active(node.input(0))) {
      to.add(
          node.input(0),
          to.node(
              "Gemm",
              turnedA == 0 ? List.of(g, node.input(1)) : List.of(node.input(1), g),
              OnnxGraph.attribute("transA", turnedA == 0 ? 0 : turnedB),
              OnnxGraph.attribute("transB", turnedA == 0 ? 1 - turnedB : 1),
              OnnxGraph.attribute("alpha", node.real("alpha", 1))));
    }
    if (node.optionalInput(2).filter(to::active).isPresent()) {
      give(node, 2, to.times(g, to.scalar(node.real("beta", 1))), to);
    }
  }

  /** {@code g B^T} for A, {@code A^T g} for B. */
  static void matMul(ForwardNode node, String g, BackwardGraph to) {
    if (to.shape(node.input(0)).length < 2 || to.shape(node.input(1)).length < 2) {
      throw node.refused("has a factor of one axis, which has no gradient rule");
    }
    if (to.active(node.input(0))) {
      giveFactor(node, 0, to.node("MatMul", List.of(g, turned(node.input(1), to))), to);
    }
    if (to.active(node.input(1))) {
      giveFactor(node, 1, to.node("MatMul", List.of(turned(node.input(0), to), g)), to);
    }
  }

  private static String turned(String value, BackwardGraph to) {
    int rank = to.shape(value).length;
    long[] order = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      order[axis] = axis;
    }
    order[rank - 2] = rank - 1L;
    order[rank - 1] = rank - 2L;
    return to.node("Transpose", value, OnnxGraph.attribute("perm", order));
  }

  /** The product has the outer axes of the output and the last two of the factor. */
  private static void giveFactor(
      ForwardNode node, int position, String gradient, BackwardGraph to) {
    long[] factor = to.shape(node.input(position));
    long[] product = to.shape(node.output());
    int outer = product.length - 2;
    System.arraycopy(factor, factor.length - 2, product, outer, 2);
    to.add(node.input(position), to.unbroadcast(node, gradient, product, factor));
  }
}
