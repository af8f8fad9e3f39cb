package io.retask.onnx.gradient;

import java.util.Map;
import java.util.stream.Collectors;

/** The table from operator to rule. What is not in it is refused. */
final class GradientRules {
  private static final Map<String, GradientRule> TABLE =
      Map.ofEntries(
          Map.entry("Conv", ConvolutionGradient::backward),
          Map.entry("BatchNormalization", NormalisationGradients::batch),
          Map.entry("LRN", NormalisationGradients::localResponse),
          Map.entry("Relu", ActivationGradients::relu),
          Map.entry("LeakyRelu", ActivationGradients::leakyRelu),
          Map.entry("Clip", ActivationGradients::clip),
          Map.entry("Sigmoid", ActivationGradients::sigmoid),
          Map.entry("HardSigmoid", ActivationGradients::hardSigmoid),
          Map.entry("HardSwish", ActivationGradients::hardSwish),
          Map.entry("Tanh", ActivationGradients::tanh),
          Map.entry("Softmax", ActivationGradients::softmax),
          Map.entry("LogSoftmax", ActivationGradients::logSoftmax),
          Map.entry("Add", ArithmeticGradients::add),
          Map.entry("Sub", ArithmeticGradients::subtract),
          Map.entry("Mul", ArithmeticGradients::multiply),
          Map.entry("Div", ArithmeticGradients::divide),
          Map.entry("Gemm", ArithmeticGradients::gemm),
          Map.entry("MatMul", ArithmeticGradients::matMul),
          Map.entry("MaxPool", PoolGradients::max),
          Map.entry("AveragePool", PoolGradients::average),
          Map.entry("GlobalAveragePool", PoolGradients::globalAverage),
          Map.entry("ReduceMean", PoolGradients::mean),
          Map.entry("ReduceSum", PoolGradients::sum),
          Map.entry("Concat", ShapeGradients::concat),
          Map.entry("Slice", ShapeGradients::slice),
          Map.entry("Pad", ShapeGradients::pad),
          Map.entry("Transpose", ShapeGradients::transpose),
          Map.entry("Flatten", ShapeGradients::reshape),
          Map.entry("Reshape", ShapeGradients::reshape),
          Map.entry("Squeeze", ShapeGradients::reshape),
          Map.entry("Unsqueeze", ShapeGradients::reshape),
          Map.entry("Identity", ShapeGradients::pass),
          Map.entry("Dropout", ShapeGradients::dropout));

  private GradientRules() {}

  static void backward(ForwardNode node, String upstream, BackwardGraph to) {
    GradientRule rule = TABLE.get(node.operator());
    if (rule == null) {
      throw node.refused(
          "has no gradient rule; these have: %s; a quantised file must be imported as FLOAT"
              .formatted(TABLE.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }
    rule.backward(node, upstream, to);
  }
}
