package io.retask.onnx.convert;

import java.util.Map;
import java.util.stream.Collectors;
import org.tensorflow.lite.schema.BuiltinOperator;

/** The table from TFLite operator to rule. What is not in it is refused. */
final class OperatorRules {
  private static final Map<Integer, OperatorRule> TABLE =
      Map.ofEntries(
          Map.entry(BuiltinOperator.CONV_2D, new ConvolutionRule(false)),
          Map.entry(BuiltinOperator.DEPTHWISE_CONV_2D, new ConvolutionRule(true)),
          Map.entry(BuiltinOperator.AVERAGE_POOL_2D, new PoolRule(true)),
          Map.entry(BuiltinOperator.MAX_POOL_2D, new PoolRule(false)),
          Map.entry(BuiltinOperator.MEAN, new MeanRule()),
          Map.entry(BuiltinOperator.FULLY_CONNECTED, new DenseRule()),
          Map.entry(BuiltinOperator.ADD, new AdditionRule()),
          Map.entry(BuiltinOperator.CONCATENATION, new ConcatenationRule()),
          Map.entry(BuiltinOperator.PAD, new PadRule()),
          Map.entry(BuiltinOperator.RESHAPE, ShapeRules::reshape),
          Map.entry(BuiltinOperator.SQUEEZE, ShapeRules::reshape),
          Map.entry(BuiltinOperator.QUANTIZE, ShapeRules::same),
          Map.entry(BuiltinOperator.DEQUANTIZE, ShapeRules::same),
          Map.entry(BuiltinOperator.SOFTMAX, ActivationRules::softmax),
          Map.entry(BuiltinOperator.LOGISTIC, ActivationRules::logistic),
          Map.entry(BuiltinOperator.RELU, ActivationRules::relu),
          Map.entry(BuiltinOperator.RELU6, ActivationRules::relu6));

  private OperatorRules() {}

  static OperatorRule of(int code, TfliteOperator operator) {
    OperatorRule rule = TABLE.get(code);
    if (rule == null) {
      String known =
          TABLE.keySet().stream()
              .map(BuiltinOperator::name)
              .sorted()
              .collect(Collectors.joining(", "));
      throw operator.refused("has no rule; these have: " + known);
    }
    return rule;
  }
}
