package io.retask.onnx.convert;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.FullyConnectedOptions;

/** FULLY_CONNECTED with weights of out x in. */
final class DenseRule implements OperatorRule {
  @Override
  public void convert(TfliteOperator operator, TfliteConversion to) {
    FullyConnectedOptions options = operator.options(new FullyConnectedOptions());
    TfliteTensor kernel = to.tensor(operator.input(1));
    TfliteTensor output = to.tensor(operator.output());
    if (output.rank() != 2) {
      throw operator.refused("keeps " + output.rank() + " axes, but only 2 have a rule");
    }
    String rows =
        to.graph()
            .node(
                "Reshape",
                "rows",
                List.of(
                    to.asWritten(operator.input(0)),
                    to.graph().longs("shape", OnnxGraph.BATCH, kernel.axis(1))));
    Weights weights = new Weights(to, to.narrowWeights(kernel, output));
    List<String> inputs = new ArrayList<>();
    inputs.add(rows);
    inputs.add(weights.kernel(kernel, new int[] {0, 1}, 0));
    if (operator.hasInput(2)) {
      inputs.add(weights.bias(to.tensor(operator.input(2))));
    }
    String value = to.graph().node("Gemm", "dense", inputs, OnnxGraph.attribute("transB", 1));
    to.put(operator.output(), value, options.fusedActivationFunction());
  }
}
