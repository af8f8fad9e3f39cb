package io.retask.onnx.convert;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;

/** CONV_2D (weights O x h x w x I) and DEPTHWISE_CONV_2D (weights 1 x h x w x O). */
final class ConvolutionRule implements OperatorRule {
  private final boolean depthwise;

  ConvolutionRule(boolean depthwise) {
    this.depthwise = depthwise;
  }

  @Override
  public void convert(TfliteOperator operator, TfliteConversion to) {
    TfliteTensor input = to.tensor(operator.input(0));
    TfliteTensor kernel = to.tensor(operator.input(1));
    TfliteTensor output = to.tensor(operator.output());
    Weights weights = new Weights(to, to.narrowWeights(kernel, output));
    List<String> inputs = new ArrayList<>();
    inputs.add(to.value(operator.input(0)));
    int[] order = depthwise ? new int[] {3, 0, 1, 2} : new int[] {0, 3, 1, 2};
    inputs.add(weights.kernel(kernel, order, 0));
    if (operator.hasInput(2)) {
      inputs.add(weights.bias(to.tensor(operator.input(2))));
    }
    List<OnnxMl.AttributeProto> attributes =
        new ArrayList<>(Arrays.asList(window(operator, kernel).attributes(input, output, false)));
    attributes.add(OnnxGraph.attribute("group", depthwise ? input.axis(3) : 1));
    String value =
        to.graph().node("Conv", "conv", inputs, attributes.toArray(new OnnxMl.AttributeProto[0]));
    to.put(operator.output(), value, activation(operator));
  }

  private Window window(TfliteOperator operator, TfliteTensor kernel) {
    List<Integer> extent = List.of(kernel.axis(1), kernel.axis(2));
    if (depthwise) {
      DepthwiseConv2DOptions options = operator.options(new DepthwiseConv2DOptions());
      return new Window(
          extent,
          List.of(options.strideH(), options.strideW()),
          List.of(options.dilationHFactor(), options.dilationWFactor()));
    }
    Conv2DOptions options = operator.options(new Conv2DOptions());
    return new Window(
        extent,
        List.of(options.strideH(), options.strideW()),
        List.of(options.dilationHFactor(), options.dilationWFactor()));
  }

  private byte activation(TfliteOperator operator) {
    return depthwise
        ? operator.options(new DepthwiseConv2DOptions()).fusedActivationFunction()
        : operator.options(new Conv2DOptions()).fusedActivationFunction();
  }
}
