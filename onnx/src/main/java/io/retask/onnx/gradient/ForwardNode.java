package io.retask.onnx.gradient;

import ai.onnx.proto.OnnxMl;
import io.retask.RetaskException;
import java.util.Optional;

/** One node of the file's own graph, as a rule reads it. */
final class ForwardNode {
  private final OnnxMl.NodeProto node;
  private final int index;

  ForwardNode(OnnxMl.NodeProto node, int index) {
    this.node = node;
    this.index = index;
  }

  /** The operator; one of another domain than ONNX's own has its domain in front. */
  String operator() {
    String domain = node.getDomain();
    boolean own = domain.isEmpty() || domain.equals("ai.onnx");
    return own ? node.getOpType() : domain + "." + node.getOpType();
  }

  /** Its place in the graph. */
  int index() {
    return index;
  }

  int inputs() {
    return node.getInputCount();
  }

  String input(int position) {
    return node.getInput(position);
  }

  /** An input that may be left out. */
  Optional<String> optionalInput(int position) {
    return position < node.getInputCount() && !node.getInput(position).isEmpty()
        ? Optional.of(node.getInput(position))
        : Optional.empty();
  }

  int outputs() {
    return node.getOutputCount();
  }

  String output(int position) {
    return node.getOutput(position);
  }

  /** The first output, the only one that a gradient comes back through. */
  String output() {
    return node.getOutput(0);
  }

  Optional<OnnxMl.AttributeProto> attribute(String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  long whole(String name, long otherwise) {
    return attribute(name).map(OnnxMl.AttributeProto::getI).orElse(otherwise);
  }

  float real(String name, float otherwise) {
    return attribute(name).map(OnnxMl.AttributeProto::getF).orElse(otherwise);
  }

  String word(String name, String otherwise) {
    return attribute(name).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
  }

  Optional<long[]> wholes(String name) {
    return attribute(name).map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
  }

  /** A refusal that names this node. */
  RetaskException refused(String why) {
    return new RetaskException(
        "%s %s; use another box, or a method that needs no gradient".formatted(this, why));
  }

  @Override
  public String toString() {
    String name = node.getName().isEmpty() ? output() : node.getName();
    return "operator %s (node '%s')".formatted(operator(), name);
  }
}
