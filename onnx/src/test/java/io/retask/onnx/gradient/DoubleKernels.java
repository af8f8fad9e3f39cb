package io.retask.onnx.gradient;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Convolutions, pools and norms of the planes of one row, in 64 bits. */
final class DoubleKernels {
  private DoubleKernels() {}

  /** What the windows of a kernel do with their taps. */
  private interface Taps {
    /** Called for every tap of every window that meets the input. */
    void meet(int from, int to);
  }

  /** Every output plane is the sum over the taps of the planes of its group. */
  static DoubleTensor conv(DoubleTensor x, DoubleTensor weights, int groups, Window window) {
    int out = weights.shape()[0];
    int inGroup = weights.shape()[1];
    int taps = weights.values().length / out / inGroup;
    DoubleTensor y = planes(out, window);
    IntStream.range(0, out)
        .parallel()
        .forEach(
            plane -> {
              int first = plane / (out / groups) * inGroup;
              for (int i = 0; i < inGroup * taps; i++) {
                double weight = weights.values()[plane * inGroup * taps + i];
                Line line = new Line(x, first + i / taps, y, plane);
                line.add(weight, i % taps, window.axes().get(0), window.axes().get(1));
              }
            });
    return y;
  }

  private static DoubleTensor planes(int count, Window window) {
    return DoubleTensor.zeros(
        1, count, (int) window.axes().get(0).out(), (int) window.axes().get(1).out());
  }

  /** One plane that is added to another. */
  private static final class Line {
    private final double[] in;
    private final int from;
    private final double[] out;
    private final int to;

    Line(DoubleTensor x, int from, DoubleTensor y, int to) {
      this.in = x.values();
      this.from = from;
      this.out = y.values();
      this.to = to;
    }

    void add(double weight, int tap, Window.Axis high, Window.Axis wide) {
      long row = tap / wide.taps() * high.dilation() - high.begin();
      int shift = (int) (tap % wide.taps() * wide.dilation() - wide.begin());
      int stride = (int) wide.stride();
      int begin = Math.max(0, Math.floorDiv(stride - 1 - shift, stride));
      int end = (int) Math.min(wide.out(), Math.floorDiv(wide.in() - 1 - shift, stride) + 1);
      for (int place = 0; place < high.out(); place++) {
        long at = place * high.stride() + row;
        if (at < 0 || at >= high.in()) {
          continue;
        }
        int read = (int) ((from * high.in() + at) * wide.in()) + shift;
        int write = (int) ((to * high.out() + place) * wide.out());
        for (int i = begin; i < end; i++) {
          out[write + i] += weight * in[read + i * stride];
        }
      }
    }
  }

  /** The largest value, or the mean, of every window. */
  static DoubleTensor pool(DoubleTensor x, Window window, boolean largest) {
    int count = x.shape()[1];
    DoubleTensor y = planes(count, window);
    int[] met = new int[y.values().length];
    DoubleBinaryOperator join = largest ? Math::max : Double::sum;
    for (int plane = 0; plane < count; plane++) {
      walk(
          plane,
          window.axes().get(0),
          window.axes().get(1),
          (from, to) -> {
            double value = x.values()[from];
            y.values()[to] = met[to] == 0 ? value : join.applyAsDouble(y.values()[to], value);
            met[to]++;
          });
    }
    for (int i = 0; !largest && i < met.length; i++) {
      y.values()[i] /= met[i];
    }
    return y;
  }

  private static void walk(int plane, Window.Axis high, Window.Axis wide, Taps taps) {
    long windows = high.out() * wide.out();
    for (int i = 0; i < windows * high.taps() * wide.taps(); i++) {
      long window = i / (high.taps() * wide.taps());
      long tap = i % (high.taps() * wide.taps());
      long row = at(high, window / wide.out(), tap / wide.taps());
      long column = at(wide, window % wide.out(), tap % wide.taps());
      if (row >= 0 && row < high.in() && column >= 0 && column < wide.in()) {
        int from = (int) ((plane * high.in() + row) * wide.in() + column);
        taps.meet(from, (int) (plane * windows + window));
      }
    }
  }

  private static long at(Window.Axis axis, long window, long tap) {
    return window * axis.stride() + tap * axis.dilation() - axis.begin();
  }

  /** x / (bias + alpha/size · sum of the squares of the planes around)^beta. */
  static DoubleTensor respond(DoubleTensor x, ForwardNode node) {
    int size = (int) node.whole("size", 0);
    int count = x.shape()[1];
    int plane = x.values().length / count;
    DoubleTensor y = DoubleTensor.zeros(x.shape());
    for (int i = 0; i < y.values().length; i++) {
      double squares = 0;
      int from = Math.max(0, i / plane - (size - 1) / 2);
      for (int c = from; c <= Math.min(count - 1, i / plane + size / 2); c++) {
        squares += Math.pow(x.values()[c * plane + i % plane], 2);
      }
      double inside = node.real("bias", 1) + node.real("alpha", 1e-4f) / size * squares;
      y.values()[i] = x.values()[i] * Math.pow(inside, -node.real("beta", 0.75f));
    }
    return y;
  }

  /** x · weights + shift, the weights as they stand or turned. */
  static DoubleTensor dense(DoubleTensor x, DoubleTensor weights, boolean turned) {
    int in = weights.shape()[turned ? 1 : 0];
    int out = weights.shape()[turned ? 0 : 1];
    DoubleTensor y = DoubleTensor.zeros(1, out);
    for (int k = 0; k < out; k++) {
      for (int i = 0; i < in; i++) {
        int at = turned ? k * in + i : i * out + k;
        y.values()[k] += x.values()[i] * weights.values()[at];
      }
    }
    return y;
  }

  /** The mean of every plane. */
  static double[] means(DoubleTensor x) {
    int count = x.shape()[1];
    int plane = x.values().length / count;
    double[] means = new double[count];
    for (int i = 0; i < x.values().length; i++) {
      means[i / plane] += x.values()[i] / plane;
    }
    return means;
  }
}
