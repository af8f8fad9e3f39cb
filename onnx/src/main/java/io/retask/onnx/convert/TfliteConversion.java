package io.retask.onnx.convert;

import ai.onnx.proto.OnnxMl;
import io.retask.RetaskException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.TensorType;

/**
 * The state of one conversion: which ONNX value holds which TFLite tensor. Tensors of four axes are
 * kept as n x channels x height x width, all others as they are.
 */
final class TfliteConversion {
  static final String INPUT = "image";
  static final String OUTPUT = "scores";

  private final TfliteFile file;
  private final Precision precision;
  private final OnnxGraph graph;
  private final Map<Integer, String> values = new HashMap<>();

  TfliteConversion(TfliteFile file, Precision precision) {
    this.file = file;
    this.precision = precision;
    this.graph = new OnnxGraph("imported");
  }

  OnnxGraph graph() {
    return graph;
  }

  TfliteTensor tensor(int index) {
    return file.tensor(index);
  }

  /** The whole graph; the input is a picture where the file's has three channels. */
  byte[] convert() {
    declareInput();
    for (int i = 0; i < file.operators(); i++) {
      TfliteOperator operator = new TfliteOperator(file, i);
      OperatorRules.of(file.code(i), operator).convert(operator, this);
    }
    TfliteTensor output = tensor(file.output());
    int scores = output.size();
    graph.node(
        "Reshape",
        OUTPUT,
        List.of(asWritten(file.output()), graph.longs("scores_shape", OnnxGraph.BATCH, scores)));
    graph.output(OUTPUT, OnnxGraph.BATCH, scores);
    return graph.toBytes();
  }

  /** Whether the graph takes 8-bit numbers. */
  boolean narrowInput() {
    return precision == Precision.INT8 && tensor(file.input()).quantised();
  }

  private void declareInput() {
    TfliteTensor input = tensor(file.input());
    boolean picture = isPicture(input);
    List<Long> axes = new ArrayList<>(List.of(OnnxGraph.BATCH));
    if (picture) {
      axes.addAll(List.of(3L, (long) input.axis(1), (long) input.axis(2)));
    } else {
      input.shape().stream().skip(1).forEach(axis -> axes.add((long) axis));
    }
    OnnxMl.TensorProto.DataType type =
        narrowInput() ? OnnxMl.TensorProto.DataType.UINT8 : OnnxMl.TensorProto.DataType.FLOAT;
    String value = graph.input(INPUT, type, axes.stream().mapToLong(Long::longValue).toArray());
    if (narrowInput()) {
      Quantization steps = input.quantization().orElseThrow();
      int zero = steps.zero(0) - input.lowest();
      value = dequantise("input_real", value, steps.scale(0), zero);
    }
    values.put(file.input(), picture ? value : fromWritten(value, input));
  }

  static boolean isPicture(TfliteTensor input) {
    return input.rank() == 4 && input.axis(3) == 3;
  }

  private String dequantise(String wish, String value, float scale, int zero) {
    return graph.node(
        "DequantizeLinear",
        wish,
        List.of(value, graph.scalar(wish + "_scale", scale), zeroPoint(wish, zero)));
  }

  private String zeroPoint(String wish, int zero) {
    return graph.bytes(wish + "_zero", false, new byte[] {(byte) zero});
  }

  /** The value of a tensor, made a constant of real numbers where the file stores it. */
  String value(int index) {
    String known = values.get(index);
    if (known == null) {
      TfliteTensor tensor = tensor(index);
      long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
      String constant = graph.floats("constant", tensor.reals(), shape);
      known = tensor.rank() == 4 ? transpose(constant, 0, 3, 1, 2) : constant;
      values.put(index, known);
    }
    return known;
  }

  /** Whether the values of this tensor stay 8-bit numbers in the graph that is written. */
  boolean staysNarrow(TfliteTensor tensor) {
    return precision == Precision.INT8 && tensor.quantised() && !afterPool(tensor);
  }

  /** Behind the global pool a tensor has one value a channel. */
  private static boolean afterPool(TfliteTensor tensor) {
    return tensor.rank() <= 2 || (tensor.rank() == 4 && tensor.axis(1) == 1 && tensor.axis(2) == 1);
  }

  /** Puts a result in its place with the fused activation and the limits of its 8 bits. */
  void put(int index, String value, byte activation) {
    TfliteTensor tensor = tensor(index);
    double low = lowest(activation);
    double high = activation == ActivationFunctionType.RELU6 ? 6 : Double.POSITIVE_INFINITY;
    if (activation == ActivationFunctionType.RELU_N1_TO_1) {
      high = 1;
    }
    if (!tensor.quantised()) {
      values.put(index, clip(value, low, high));
      return;
    }
    Quantization steps = tensor.quantization().orElseThrow();
    float scale = steps.scale(0);
    double bottom = (double) scale * (tensor.lowest() - steps.zero(0));
    double top = (double) scale * (tensor.highest() - steps.zero(0));
    if (!staysNarrow(tensor)) {
      values.put(index, clip(value, Math.max(low, bottom), Math.min(high, top)));
      return;
    }
    // within half a step the rounding itself does what the activation would
    double slack = scale / 2;
    String cut =
        clip(
            value,
            low > bottom + slack ? low : Double.NEGATIVE_INFINITY,
            high < top - slack ? high : Double.POSITIVE_INFINITY);
    values.put(index, rounded(cut, scale, steps.zero(0) - tensor.lowest()));
  }

  private static double lowest(byte activation) {
    return switch (activation) {
      case ActivationFunctionType.NONE -> Double.NEGATIVE_INFINITY;
      case ActivationFunctionType.RELU, ActivationFunctionType.RELU6 -> 0;
      case ActivationFunctionType.RELU_N1_TO_1 -> -1;
      default ->
          throw new RetaskException(
              "the fused activation %s has no rule; none, relu, relu6 and relu-n1-to-1 have"
                  .formatted(ActivationFunctionType.name(activation)));
    };
  }

  private String rounded(String value, float scale, int zero) {
    String narrow =
        graph.node(
            "QuantizeLinear",
            "narrow",
            List.of(value, graph.scalar("scale", scale), zeroPoint("narrow", zero)));
    return dequantise("real", narrow, scale, zero);
  }

  private String clip(String value, double low, double high) {
    boolean bottomless = low == Double.NEGATIVE_INFINITY;
    boolean topless = high == Double.POSITIVE_INFINITY;
    if (bottomless && topless) {
      return value;
    }
    if (low == 0 && topless) {
      return graph.node("Relu", "relu", List.of(value));
    }
    return graph.node(
        "Clip",
        "clip",
        List.of(
            value,
            bottomless ? "" : graph.scalar("low", (float) low),
            topless ? "" : graph.scalar("high", (float) high)));
  }

  /** Puts a result that only moves values about; the limits hold already where the steps agree. */
  void putMoved(int source, int index, String value) {
    TfliteTensor from = tensor(source);
    TfliteTensor to = tensor(index);
    boolean same = from.type() == to.type() && from.quantization().equals(to.quantization());
    if (same && staysNarrow(from) == staysNarrow(to) && !staysNarrow(to)) {
      values.put(index, value);
    } else {
      put(index, value, ActivationFunctionType.NONE);
    }
  }

  /** Puts probabilities, which 8 bits would only make coarser. */
  void putUncut(int index, String value) {
    values.put(index, value);
  }

  /** The value with its axes in the order of the file. */
  String asWritten(int index) {
    TfliteTensor tensor = tensor(index);
    return orderMatters(tensor) ? transpose(value(index), 0, 2, 3, 1) : value(index);
  }

  /** A value whose axes are in the order of the file, brought into the order kept here. */
  String fromWritten(String value, TfliteTensor tensor) {
    if (tensor.rank() != 4) {
      return value;
    }
    if (orderMatters(tensor)) {
      return transpose(value, 0, 3, 1, 2);
    }
    long[] shape = {OnnxGraph.BATCH, tensor.axis(3), tensor.axis(1), tensor.axis(2)};
    return graph.node("Reshape", "planes", List.of(value, graph.longs("shape", shape)));
  }

  private static boolean orderMatters(TfliteTensor tensor) {
    return tensor.rank() == 4 && tensor.axis(3) > 1 && tensor.axis(1) * tensor.axis(2) > 1;
  }

  private String transpose(String value, long... order) {
    return graph.node("Transpose", "turned", List.of(value), OnnxGraph.attribute("perm", order));
  }

  /** Whether 32-bit biases and 8-bit weights may stay what they are for this result. */
  boolean narrowWeights(TfliteTensor weights, TfliteTensor output) {
    return staysNarrow(output) && weights.quantised() && weights.type() != TensorType.FLOAT32;
  }
}
