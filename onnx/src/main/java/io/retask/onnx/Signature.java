package io.retask.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.retask.RetaskException;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.ElementType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds a description against what the file itself says of its tensors. */
final class Signature {
  private final String file;
  private final BoxDescription description;
  private final TensorInfo input;
  private final TensorInfo output;

  Signature(OrtSession session, BoxDescription description) throws OrtException {
    this.file = description.file();
    this.description = description;
    input = find(session.getInputInfo(), description.input().name(), "input");
    output = find(session.getOutputInfo(), description.output().name(), "output");
    if (session.getInputInfo().size() != 1) {
      throw new RetaskException(
          "'%s' takes the inputs %s, but a box takes one; export the model with one input"
              .formatted(file, session.getInputInfo().keySet()));
    }
  }

  private TensorInfo find(Map<String, NodeInfo> nodes, String name, String side) {
    NodeInfo node = nodes.get(name);
    if (node == null || !(node.getInfo() instanceof TensorInfo)) {
      throw new RetaskException(
          "'%s' has no %s tensor '%s'; it has %s; set %s.name to one of them"
              .formatted(file, side, name, nodes.keySet(), side));
    }
    return (TensorInfo) node.getInfo();
  }

  /** The most rows that the file itself allows; {@link Integer#MAX_VALUE} where it is free. */
  int check() {
    BoxInput described = description.input();
    OnnxJavaType type =
        described.type() == ElementType.UINT8 ? OnnxJavaType.UINT8 : OnnxJavaType.FLOAT;
    if (input.type != type) {
      throw new RetaskException(
          "'%s' takes %s numbers, but its description says %s; correct input.type"
              .formatted(file, input.type, type));
    }
    checkInput(described);
    checkOutput();
    long batch = input.getShape()[0];
    if (batch > 1) {
      throw new RetaskException(
          "'%s' takes exactly %d rows, but a box must take 1; export it with a free first axis"
              .formatted(file, batch));
    }
    return batch == 1 ? 1 : Integer.MAX_VALUE;
  }

  private void checkInput(BoxInput described) {
    long[] actual = input.getShape();
    boolean same = actual.length == described.shape().rank() + 1;
    for (int axis = 1; same && axis < actual.length; axis++) {
      same = actual[axis] < 0 || actual[axis] == described.boxShape().axis(axis - 1);
    }
    if (!same) {
      throw new RetaskException(
          "'%s' takes %s, but its description says nx%s (%s); correct input.layout, height and width"
              .formatted(file, words(actual), described.boxShape(), described.layout()));
    }
  }

  private void checkOutput() {
    long[] actual = output.getShape();
    int labels = description.output().labels().size();
    boolean free = Arrays.stream(actual).skip(1).anyMatch(axis -> axis < 0);
    long scores = Arrays.stream(actual).skip(1).reduce(1, (a, b) -> a * b);
    if (output.type != OnnxJavaType.FLOAT || actual.length < 2 || (!free && scores != labels)) {
      throw new RetaskException(
          "'%s' answers %s of %s, but its description names %d labels (nx%d of FLOAT);"
                  .formatted(file, words(actual), output.type, labels, labels)
              + " correct output.name or output.labels");
    }
  }

  private static String words(long[] shape) {
    return Arrays.stream(shape)
        .mapToObj(axis -> axis < 0 ? "n" : String.valueOf(axis))
        .collect(Collectors.joining("x"));
  }
}
