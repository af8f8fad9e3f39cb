package io.retask.onnx.gradient;

import ai.onnx.proto.OnnxMl;
import io.retask.onnx.convert.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Where the kernel of a convolution or a pool stands, along every axis after batch and channels.
 *
 * @param node the operator
 * @param axes one for every such axis
 */
record Window(ForwardNode node, List<Axis> axes) {
  /**
   * One axis.
   *
   * @param in the length of the input
   * @param out the length of the output
   * @param taps the extent of the kernel
   * @param stride the step of the kernel
   * @param dilation the distance of its taps
   * @param begin what is padded before the input
   * @param end what is padded after it
   */
  record Axis(long in, long out, long taps, long stride, long dilation, long begin, long end) {
    /** What the kernel covers. */
    long reach() {
      return (taps - 1) * dilation + 1;
    }

    /** What the windows cover behind the input; negative where they leave some of it out. */
    long surplus() {
      return (out - 1) * stride + reach() - begin - in;
    }

    /** The taps of window {@code place} that meet the input or, if asked, its padding. */
    int met(long place, boolean padded) {
      int met = 0;
      for (long tap = 0; tap < taps; tap++) {
        long at = place * stride + tap * dilation - begin;
        met += at >= (padded ? -begin : 0) && at < in + (padded ? end : 0) ? 1 : 0;
      }
      return met;
    }
  }

  /** Reads the window of a node; {@code taps} are the extents of its kernel. */
  static Window of(ForwardNode node, long[] input, long[] output, long[] taps) {
    long[] strides = node.wholes("strides").orElseGet(() -> ones(taps.length));
    long[] dilations = node.wholes("dilations").orElseGet(() -> ones(taps.length));
    long[] pads = node.wholes("pads").orElseGet(() -> new long[2 * taps.length]);
    String automatic = node.word("auto_pad", "NOTSET");
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < taps.length; i++) {
      Axis bare = new Axis(input[i + 2], output[i + 2], taps[i], strides[i], dilations[i], 0, 0);
      axes.add(
          automatic.startsWith("SAME")
              ? same(bare, automatic.equals("SAME_LOWER"))
              : padded(bare, pads[i], pads[i + taps.length]));
    }
    return new Window(node, List.copyOf(axes));
  }

  /** Whether the last window of some axis reaches beyond what is padded. */
  boolean overhangs() {
    return axes.stream().anyMatch(axis -> axis.surplus() > axis.end());
  }

  private static Axis same(Axis axis, boolean more) {
    long total = Math.max(0, axis.surplus());
    long less = total / 2;
    return more ? padded(axis, total - less, less) : padded(axis, less, total - less);
  }

  private static Axis padded(Axis axis, long begin, long end) {
    return new Axis(axis.in(), axis.out(), axis.taps(), axis.stride(), axis.dilation(), begin, end);
  }

  private static long[] ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * The transpose of the convolution with these weights: from the output's place back to the
   * input's. Steps of 1 are a convolution with the kernel turned round, which ONNX Runtime does
   * faster than its transposed convolution.
   *
   * @param gradient n x M x out
   * @param weights M x C/groups x taps
   * @param shape the shape of the weights
   * @param groups how many groups the channels are in
   */
  String spread(String gradient, String weights, long[] shape, long groups, BackwardGraph to) {
    boolean dense =
        axes.stream()
            .allMatch(
                axis ->
                    axis.stride() == 1
                        && axis.reach() > axis.begin()
                        && axis.reach() > axis.surplus());
    List<OnnxMl.AttributeProto> attributes = new ArrayList<>();
    attributes.add(OnnxGraph.attribute("group", groups));
    attributes.add(OnnxGraph.attribute("dilations", each(Axis::dilation)));
    attributes.add(OnnxGraph.attribute("kernel_shape", each(Axis::taps)));
    if (dense) {
      attributes.add(
          OnnxGraph.attribute(
              "pads",
              both(
                  each(axis -> axis.reach() - 1 - axis.begin()),
                  each(axis -> axis.reach() - 1 - axis.surplus()))));
      return conv("Conv", gradient, turned(weights, shape, groups, to), attributes, to);
    }
    attributes.add(OnnxGraph.attribute("strides", each(Axis::stride)));
    attributes.add(
        OnnxGraph.attribute(
            "pads", both(each(Axis::begin), each(axis -> Math.max(0, axis.surplus())))));
    attributes.add(
        OnnxGraph.attribute("output_padding", each(axis -> Math.max(0, -axis.surplus()))));
    return conv("ConvTranspose", gradient, weights, attributes, to);
  }

  private static String conv(
      String operator,
      String value,
      String weights,
      List<OnnxMl.AttributeProto> attributes,
      BackwardGraph to) {
    return to.node(
        operator, List.of(value, weights), attributes.toArray(new OnnxMl.AttributeProto[0]));
  }

  /** Weights M x C/groups x taps to C x M/groups x taps, with the taps in the opposite order. */
  private String turned(String weights, long[] shape, long groups, BackwardGraph to) {
    int rank = shape.length;
    long[] split = both(new long[] {groups, shape[0] / groups}, Arrays.copyOfRange(shape, 1, rank));
    long[] order = new long[rank + 1];
    Arrays.setAll(order, axis -> axis);
    order[1] = 2;
    order[2] = 1;
    String parts = to.reshape(node, weights, split);
    String swapped = to.node("Transpose", parts, OnnxGraph.attribute("perm", order));
    long[] joined = shape.clone();
    joined[0] = groups * shape[1];
    joined[1] = shape[0] / groups;
    return reversed(to.reshape(node, swapped, joined), to);
  }

  private String reversed(String weights, BackwardGraph to) {
    if (axes.stream().allMatch(axis -> axis.taps() == 1)) {
      return weights;
    }
    return to.node(
        "Slice",
        List.of(
            weights,
            to.longs(each(unused -> -1)),
            to.longs(each(unused -> Long.MIN_VALUE)),
            to.longs(places()),
            to.longs(each(unused -> -1))));
  }

  private long[] places() {
    long[] places = new long[axes.size()];
    Arrays.setAll(places, i -> i + 2);
    return places;
  }

  private long[] each(ToLongFunction<Axis> what) {
    return axes.stream().mapToLong(what).toArray();
  }

  private static long[] both(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
