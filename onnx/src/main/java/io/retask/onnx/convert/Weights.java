package io.retask.onnx.convert;

import java.util.List;

/** Writes weights and biases, as real numbers or as 8-bit and 32-bit ones with their steps. */
final class Weights {
  private final TfliteConversion to;
  private final boolean narrow;

  Weights(TfliteConversion to, boolean narrow) {
    this.to = to;
    this.narrow = narrow;
  }

  /**
   * The weights under a new order of axes.
   *
   * @param axis the axis of the new order that the steps run along
   */
  String kernel(TfliteTensor weights, int[] order, int axis) {
    long[] shape = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      shape[i] = weights.axis(order[i]);
    }
    if (!narrow) {
      float[] reals = weights.reals();
      int[] source = source(weights, order);
      float[] moved = new float[reals.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = reals[source[i]];
      }
      return to.graph().floats("kernel", moved, shape);
    }
    int[] numbers = weights.integers();
    int[] source = source(weights, order);
    int shift = weights.lowest() - Byte.MIN_VALUE;
    byte[] moved = new byte[numbers.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (byte) (numbers[source[i]] - shift);
    }
    // signed weights with the zero moved along: equal products, and the fast 8-bit instructions
    String stored = to.graph().bytes("kernel", true, moved, shape);
    return dequantised(stored, weights.quantization().orElseThrow(), shift, axis);
  }

  private String dequantised(String stored, Quantization steps, int shift, int axis) {
    int count = steps.scales().size();
    float[] scales = new float[count];
    byte[] zeros = new byte[count];
    for (int i = 0; i < count; i++) {
      scales[i] = steps.scale(i);
      zeros[i] = (byte) (steps.zero(i) - shift);
    }
    long[] shape = steps.wholeTensor() ? new long[0] : new long[] {count};
    return to.graph()
        .node(
            "DequantizeLinear",
            "kernel_real",
            List.of(
                stored,
                to.graph().floats("kernel_scale", scales, shape),
                to.graph().bytes("kernel_zero", true, zeros, shape)),
            OnnxGraph.attribute("axis", axis));
  }

  /** The bias, one number a channel. */
  String bias(TfliteTensor bias) {
    if (!narrow) {
      return to.graph().floats("bias", bias.reals(), bias.size());
    }
    Quantization steps = bias.quantization().orElseThrow();
    float[] scales = new float[steps.scales().size()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = steps.scale(i);
    }
    String stored = to.graph().ints("bias", bias.integers(), bias.size());
    long[] shape = steps.wholeTensor() ? new long[0] : new long[] {scales.length};
    return to.graph()
        .node(
            "DequantizeLinear",
            "bias_real",
            List.of(stored, to.graph().floats("bias_scale", scales, shape)),
            OnnxGraph.attribute("axis", 0));
  }

  private static int[] source(TfliteTensor tensor, int[] order) {
    int rank = tensor.rank();
    int[] strides = new int[rank];
    int stride = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= tensor.axis(axis);
    }
    int[] source = new int[stride];
    for (int i = 0; i < source.length; i++) {
      int left = i;
      for (int axis = rank - 1; axis >= 0; axis--) {
        int length = tensor.axis(order[axis]);
        source[i] += left % length * strides[order[axis]];
        left /= length;
      }
    }
    return source;
  }
}
