package io.retask.onnx.convert;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.ConcatenationOptions;

/** CONCATENATION along any axis but the batch. */
final class ConcatenationRule implements OperatorRule {
  private static final int[] PLACE = {0, 2, 3, 1};

  @Override
  public void convert(TfliteOperator operator, TfliteConversion to) {
    ConcatenationOptions options = operator.options(new ConcatenationOptions());
    int rank = to.tensor(operator.output()).rank();
    int axis = options.axis() < 0 ? options.axis() + rank : options.axis();
    if (axis == 0) {
      throw operator.refused("joins rows of the batch");
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < operator.inputs(); i++) {
      parts.add(to.value(operator.input(i)));
    }
    long place = rank == 4 ? PLACE[axis] : axis;
    String value = to.graph().node("Concat", "joined", parts, OnnxGraph.attribute("axis", place));
    to.put(operator.output(), value, options.fusedActivationFunction());
  }
}
