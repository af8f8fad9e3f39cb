package io.retask.onnx.convert;

import java.util.List;
import org.tensorflow.lite.schema.ActivationFunctionType;

/** Rules that leave every value as it is. */
final class ShapeRules {
  private ShapeRules() {}

  /** The result's axes are read from its tensor; the first of them is the batch. */
  static void reshape(TfliteOperator operator, TfliteConversion to) {
    TfliteTensor result = to.tensor(operator.output());
    long[] shape = result.shape().stream().mapToLong(Integer::longValue).toArray();
    if (shape.length == 0 || shape[0] != 1) {
      throw operator.refused("moves values into the batch axis: " + result.shape());
    }
    shape[0] = OnnxGraph.BATCH;
    String target = to.graph().longs("shape", shape);
    String written = to.asWritten(operator.input(0));
    String reshaped = to.graph().node("Reshape", "reshaped", List.of(written, target));
    to.putMoved(operator.input(0), operator.output(), to.fromWritten(reshaped, result));
  }

  /** QUANTIZE and DEQUANTIZE: the limits of the new type are all that is left of them. */
  static void same(TfliteOperator operator, TfliteConversion to) {
    to.put(operator.output(), to.value(operator.input(0)), ActivationFunctionType.NONE);
  }
}
