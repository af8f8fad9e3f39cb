package io.retask.onnx.convert;

import java.util.List;
import org.tensorflow.lite.schema.Pool2DOptions;

/** AVERAGE_POOL_2D, which leaves the padding out of the mean, and MAX_POOL_2D. */
final class PoolRule implements OperatorRule {
  private final boolean average;

  PoolRule(boolean average) {
    this.average = average;
  }

  @Override
  public void convert(TfliteOperator operator, TfliteConversion to) {
    Pool2DOptions options = operator.options(new Pool2DOptions());
    TfliteTensor input = to.tensor(operator.input(0));
    TfliteTensor output = to.tensor(operator.output());
    Window window =
        new Window(
            List.of(options.filterHeight(), options.filterWidth()),
            List.of(options.strideH(), options.strideW()),
            List.of(1, 1));
    boolean global =
        average
            && output.axis(1) * output.axis(2) == 1
            && window.kernel().equals(List.of(input.axis(1), input.axis(2)));
    String source = to.value(operator.input(0));
    String value =
        global
            ? to.graph().node("GlobalAveragePool", "pool", List.of(source))
            : to.graph()
                .node(
                    average ? "AveragePool" : "MaxPool",
                    "pool",
                    List.of(source),
                    window.attributes(input, output, true));
    to.put(operator.output(), value, options.fusedActivationFunction());
  }
}
