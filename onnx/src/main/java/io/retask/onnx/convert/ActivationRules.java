package io.retask.onnx.convert;

import java.util.List;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.SoftmaxOptions;

/** Rules that treat every value, or every row, on its own. */
final class ActivationRules {
  private ActivationRules() {}

  static void softmax(TfliteOperator operator, TfliteConversion to) {
    float beta = operator.options(new SoftmaxOptions()).beta();
    String value = to.value(operator.input(0));
    if (beta != 1) {
      String factor = to.graph().scalar("beta", beta);
      value = to.graph().node("Mul", "sharpened", List.of(value, factor));
    }
    int rank = to.tensor(operator.output()).rank();
    long axis = rank == 4 ? 1 : rank - 1L;
    to.putUncut(
        operator.output(),
        to.graph().node("Softmax", "softmax", List.of(value), OnnxGraph.attribute("axis", axis)));
  }

  static void logistic(TfliteOperator operator, TfliteConversion to) {
    to.putUncut(
        operator.output(),
        to.graph().node("Sigmoid", "sigmoid", List.of(to.value(operator.input(0)))));
  }

  static void relu(TfliteOperator operator, TfliteConversion to) {
    to.put(operator.output(), to.value(operator.input(0)), ActivationFunctionType.RELU);
  }

  static void relu6(TfliteOperator operator, TfliteConversion to) {
    to.put(operator.output(), to.value(operator.input(0)), ActivationFunctionType.RELU6);
  }
}
