package io.retask.onnx.convert;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.lite.schema.ActivationFunctionType;

/** MEAN over height and width, as networks write their global pool. */
final class MeanRule implements OperatorRule {
  @Override
  public void convert(TfliteOperator operator, TfliteConversion to) {
    int[] axes = to.tensor(operator.input(1)).integers();
    TfliteTensor input = to.tensor(operator.input(0));
    if (input.rank() != 4 || !Arrays.equals(axes, new int[] {1, 2})) {
      throw operator.refused(
          "averages the axes %s of %s, but only [1, 2] of four axes has a rule"
              .formatted(Arrays.toString(axes), input.shape()));
    }
    TfliteTensor output = to.tensor(operator.output());
    String value =
        to.graph().node("GlobalAveragePool", "mean", List.of(to.value(operator.input(0))));
    if (output.rank() != 4) {
      String shape = to.graph().longs("shape", OnnxGraph.BATCH, input.axis(3));
      value = to.graph().node("Reshape", "mean_row", List.of(value, shape));
    }
    to.put(operator.output(), value, ActivationFunctionType.NONE);
  }
}
