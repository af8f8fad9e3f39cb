package io.retask.onnx.gradient;

import io.retask.onnx.convert.OnnxGraph;
import java.util.Arrays;
import java.util.List;

/** Rules of what gathers many values in one. */
final class PoolGradients {
  private PoolGradients() {}

  /**
   * Every gradient goes where its maximum came from; where windows overlap their gradients are
   * summed. Of equal maxima the one that ONNX Runtime found has all of it.
   */
  static void max(ForwardNode node, String g, BackwardGraph to) {
    if (node.whole("storage_order", 0) != 0) {
      throw node.refused("counts its maxima by columns, which has no gradient rule");
    }
    String places =
        node.outputs() > 1 && !node.output(1).isEmpty()
            ? node.output(1)
            : to.extraOutput(node, "grad_places");
    String flat = to.node("Reshape", List.of(node.input(0), to.longs(-1)));
    String zeros = to.node("ConstantOfShape", to.node("Shape", flat));
    String sums =
        to.node(
            "ScatterElements",
            List.of(
                zeros,
                to.node("Reshape", List.of(places, to.longs(-1))),
                to.node("Reshape", List.of(g, to.longs(-1)))),
            OnnxGraph.attribute("axis", 0),
            OnnxGraph.attribute("reduction", "add"));
    to.add(node.input(0), to.reshape(node, sums, to.shape(node.input(0))));
  }

  /** Every gradient is divided among the values that its mean was taken of. */
  static void average(ForwardNode node, String g, BackwardGraph to) {
    long[] input = to.shape(node.input(0));
    long[] output = to.shape(node.output());
    long[] taps =
        node.wholes("kernel_shape").orElseThrow(() -> node.refused("has no kernel_shape"));
    Window window = Window.of(node, input, output, taps);
    boolean padded = node.whole("count_include_pad", 0) != 0;
    if (padded && window.overhangs()) {
      throw node.refused(
          "counts its pads (count_include_pad) while windows reach beyond them (ceil_mode), for"
              + " which engines differ in what they divide by");
    }
    String shares = to.times(g, shares(window, padded, to));
    // the planes are spread one by one, as rows of one channel
    String planes = to.reshape(node, shares, plane(output));
    long[] kernel = plane(input);
    kernel[0] = 1;
    System.arraycopy(taps, 0, kernel, 2, taps.length);
    String spread = window.spread(planes, to.filled(1, kernel), kernel, 1, to);
    to.add(node.input(0), to.reshape(node, spread, input));
  }

  private static long[] plane(long[] shape) {
    long[] plane = shape.clone();
    plane[0] = shape[0] == MeasuredValues.BATCH ? MeasuredValues.BATCH : shape[0] * shape[1];
    plane[1] = 1;
    return plane;
  }

  /** 1/count for every place of a window. */
  private static String shares(Window window, boolean padded, BackwardGraph to) {
    long[] shape = new long[window.axes().size() + 2];
    shape[0] = 1;
    shape[1] = 1;
    float[] shares = {1};
    for (int i = 0; i < window.axes().size(); i++) {
      Window.Axis axis = window.axes().get(i);
      shape[i + 2] = axis.out();
      float[] wider = new float[(int) (shares.length * axis.out())];
      for (int at = 0; at < wider.length; at++) {
        int before = (int) (at / axis.out());
        wider[at] = shares[before] / axis.met(at % axis.out(), padded);
      }
      shares = wider;
    }
    return to.floats(shares, shape);
  }

  static void globalAverage(ForwardNode node, String g, BackwardGraph to) {
    long[] input = to.shape(node.input(0));
    long[] axes = new long[input.length - 2];
    Arrays.setAll(axes, i -> i + 2);
    repeat(node, g, axes, true, to);
  }

  static void mean(ForwardNode node, String g, BackwardGraph to) {
    repeat(node, g, reduced(node, to), true, to);
  }

  static void sum(ForwardNode node, String g, BackwardGraph to) {
    repeat(node, g, reduced(node, to), false, to);
  }

  private static long[] reduced(ForwardNode node, BackwardGraph to) {
    int rank = to.shape(node.input(0)).length;
    long[] axes =
        node.wholes("axes")
            .or(() -> node.optionalInput(1).flatMap(to::wholes))
            .orElseThrow(() -> node.refused("reduces axes that its file does not state"));
    for (int i = 0; i < axes.length; i++) {
      axes[i] = axes[i] < 0 ? axes[i] + rank : axes[i];
      if (axes[i] == 0) {
        throw node.refused("mixes the rows of a batch");
      }
    }
    return axes;
  }

  private static void repeat(
      ForwardNode node, String g, long[] axes, boolean mean, BackwardGraph to) {
    long[] kept = to.shape(node.input(0));
    long[] factor = new long[kept.length];
    Arrays.fill(factor, 1);
    long count = 1;
    for (long axis : axes) {
      factor[(int) axis] = kept[(int) axis];
      count *= kept[(int) axis];
      kept[(int) axis] = 1;
    }
    String known = to.filled(mean ? 1f / count : 1, factor);
    to.add(node.input(0), to.times(to.reshape(node, g, kept), known));
  }
}
