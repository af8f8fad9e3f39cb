package io.retask.onnx.gradient;

import java.util.Arrays;
import java.util.List;

/** Rules of normalisation. */
final class NormalisationGradients {
  private NormalisationGradients() {}

  /** With frozen moments: {@code g · scale / sqrt(variance + epsilon)} in every channel. */
  static void batch(ForwardNode node, String g, BackwardGraph to) {
    if (node.whole("training_mode", 0) != 0 || node.outputs() > 1) {
      throw node.refused("normalises by the batch (training), so rows are not independent");
    }
    to.requireConstant(node, 1);
    String shifted = to.node("Add", List.of(node.input(4), to.scalar(node.real("epsilon", 1e-5f))));
    String slope = to.node("Div", List.of(node.input(1), to.node("Sqrt", shifted)));
    long[] channels = new long[to.shape(node.input(0)).length - 1];
    Arrays.fill(channels, 1);
    channels[0] = to.shape(node.input(1))[0];
    to.add(node.input(0), to.times(g, to.reshape(node, slope, channels)));
  }

  /**
   * Local response normalisation, {@code y = x D^-beta} with {@code D = bias + alpha/size · sum of
   * x² over the near channels}: {@code g D^-beta - 2 alpha beta / size · x · sum of g y / D over
   * the channels that are near to it}.
   */
  static void localResponse(ForwardNode node, String g, BackwardGraph to) {
    String x = node.input(0);
    long[] shape = to.shape(x);
    float beta = node.real("beta", 0.75f);
    int size = (int) node.whole("size", 1);
    float alpha = node.real("alpha", 1e-4f) / size;
    int channels = (int) shape[1];
    String near = near(channels, size, shape.length, false, to);
    String sums = to.node("Conv", List.of(to.times(x, x), near));
    String base =
        to.node("Add", List.of(to.times(sums, to.scalar(alpha)), to.scalar(node.real("bias", 1))));
    String direct = to.times(g, to.node("Pow", List.of(base, to.scalar(-beta))));
    String shares = to.node("Div", List.of(to.times(g, node.output()), base));
    String back = near(channels, size, shape.length, true, to);
    String through = to.times(x, to.node("Conv", List.of(shares, back)));
    String rest = to.times(through, to.scalar(2 * alpha * beta));
    to.add(x, to.node("Sub", List.of(direct, rest)));
  }

  /**
   * The weights of a convolution that sums over near channels, C x C x 1 x ..; or its transpose.
   */
  private static String near(int channels, int size, int rank, boolean turned, BackwardGraph to) {
    float[] band = new float[channels * channels];
    int before = (size - 1) / 2;
    for (int of = 0; of < channels; of++) {
      int last = Math.min(channels - 1, of + size - 1 - before);
      for (int from = Math.max(0, of - before); from <= last; from++) {
        band[turned ? from * channels + of : of * channels + from] = 1;
      }
    }
    long[] shape = new long[rank];
    Arrays.fill(shape, 1);
    shape[0] = channels;
    shape[1] = channels;
    return to.floats(band, shape);
  }
}
