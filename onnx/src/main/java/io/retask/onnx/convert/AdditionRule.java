package io.retask.onnx.convert;

import java.util.List;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptions;

/** ADD of two tensors of one shape, or of a tensor and one constant a channel. */
final class AdditionRule implements OperatorRule {
  @Override
  public void convert(TfliteOperator operator, TfliteConversion to) {
    String sum =
        to.graph().node("Add", "sum", List.of(term(operator, to, 0), term(operator, to, 1)));
    byte activation =
        operator.hasOptions()
            ? operator.options(new AddOptions()).fusedActivationFunction()
            : ActivationFunctionType.NONE;
    to.put(operator.output(), sum, activation);
  }

  private static String term(TfliteOperator operator, TfliteConversion to, int position) {
    TfliteTensor term = to.tensor(operator.input(position));
    String value = to.value(operator.input(position));
    if (to.tensor(operator.output()).rank() != 4) {
      return value;
    }
    if (term.rank() == 2 || term.rank() == 3) {
      throw operator.refused(
          "adds %s to %s, but only one shape or one constant a channel has a rule"
              .formatted(term.shape(), to.tensor(operator.output()).shape()));
    }
    if (term.rank() == 1) {
      String shape = to.graph().longs("shape", term.axis(0), 1, 1);
      return to.graph().node("Reshape", "per_channel", List.of(value, shape));
    }
    return value;
  }
}
