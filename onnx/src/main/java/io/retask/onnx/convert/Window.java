package io.retask.onnx.convert;

import ai.onnx.proto.OnnxMl;
import java.util.List;

/**
 * Where the kernel of a convolution or pool stands, height first.
 *
 * @param kernel its extent
 * @param stride its steps
 * @param dilation the distance of its taps
 */
record Window(List<Integer> kernel, List<Integer> stride, List<Integer> dilation) {
  /**
   * The attributes for ONNX. The pads follow from the extents of input and output; where their sum
   * is odd, the bottom and the right get one more, as TensorFlow's SAME has it.
   */
  OnnxMl.AttributeProto[] attributes(TfliteTensor input, TfliteTensor output, boolean pool) {
    long[] pads = new long[4];
    for (int axis = 0; axis < 2; axis++) {
      int reach = (kernel.get(axis) - 1) * dilation.get(axis) + 1;
      int covered = (output.axis(axis + 1) - 1) * stride.get(axis) + reach;
      int total = Math.max(0, covered - input.axis(axis + 1));
      pads[axis] = total / 2;
      pads[axis + 2] = (long) total - total / 2;
    }
    OnnxMl.AttributeProto shape = OnnxGraph.attribute("kernel_shape", longs(kernel));
    OnnxMl.AttributeProto steps = OnnxGraph.attribute("strides", longs(stride));
    OnnxMl.AttributeProto padding = OnnxGraph.attribute("pads", pads);
    return pool
        ? new OnnxMl.AttributeProto[] {shape, steps, padding}
        : new OnnxMl.AttributeProto[] {
          shape, steps, padding, OnnxGraph.attribute("dilations", longs(dilation))
        };
  }

  private static long[] longs(List<Integer> values) {
    return values.stream().mapToLong(Integer::longValue).toArray();
  }
}
