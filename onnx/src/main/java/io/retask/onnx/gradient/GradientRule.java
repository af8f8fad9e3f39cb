package io.retask.onnx.gradient;

/** How the gradient comes back through one kind of operator. */
interface GradientRule {
  /**
   * Appends the nodes and calls {@link BackwardGraph#add} for every input that has a gradient.
   *
   * @param node the operator
   * @param upstream the name of dL/doutput, of the shape of the output
   * @param to where the nodes go
   */
  void backward(ForwardNode node, String upstream, BackwardGraph to);
}
