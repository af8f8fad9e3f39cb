package io.retask.image;

import java.util.Arrays;

/**
 * Resizes pictures with an antialiased triangle filter, as PIL's {@code resize(BILINEAR)} does.
 *
 * <p>Source: Pillow, {@code Resample.c}: separable, across before down, an 8-bit picture between,
 * weights in fixed point with 22 bits. When a picture shrinks by s, the filter is s times as wide,
 * so every pixel counts. The aspect ratio is not kept.
 */
public final class Resampler {
  private static final int FRACTION_BITS = 22;
  private static final int HALF = 1 << (FRACTION_BITS - 1);

  private Resampler() {}

  /** The picture in another size; itself where the size is the same. */
  public static Picture resize(Picture picture, PictureSize size) {
    Picture wide = across(picture, size.width());
    return down(wide, size.height());
  }

  private static Picture across(Picture picture, int width) {
    int from = picture.size().width();
    int height = picture.size().height();
    if (from == width) {
      return picture;
    }
    Weights weights = new Weights(from, width);
    byte[] in = picture.rgb();
    byte[] out = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < width; x++, to += 3) {
        weightedPixel(in, 3 * (y * from + weights.first[x]), weights, x, out, to);
      }
    }
    return Picture.wrap(new PictureSize(width, height), out);
  }

  private static void weightedPixel(
      byte[] in, int start, Weights weights, int x, byte[] out, int to) {
    int red = HALF;
    int green = HALF;
    int blue = HALF;
    int tap = x * weights.most;
    int end = tap + weights.count[x];
    for (int at = start; tap < end; tap++, at += 3) {
      int weight = weights.fixed[tap];
      red += (in[at] & 255) * weight;
      green += (in[at + 1] & 255) * weight;
      blue += (in[at + 2] & 255) * weight;
    }
    out[to] = level(red);
    out[to + 1] = level(green);
    out[to + 2] = level(blue);
  }

  /** Rounded weights can sum to slightly more than 1, so white could overflow. */
  private static byte level(int sum) {
    return (byte) Math.min(255, sum >> FRACTION_BITS);
  }

  private static Picture down(Picture picture, int height) {
    int from = picture.size().height();
    if (from == height) {
      return picture;
    }
    Weights weights = new Weights(from, height);
    int stride = 3 * picture.size().width();
    byte[] in = picture.rgb();
    byte[] out = new byte[Math.multiplyExact(stride, height)];
    int[] sums = new int[stride];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, HALF);
      for (int i = 0; i < weights.count[y]; i++) {
        int weight = weights.fixed[y * weights.most + i];
        int row = (weights.first[y] + i) * stride;
        for (int x = 0; x < stride; x++) {
          sums[x] += (in[row + x] & 255) * weight;
        }
      }
      for (int x = 0; x < stride; x++) {
        out[y * stride + x] = level(sums[x]);
      }
    }
    return Picture.wrap(new PictureSize(picture.size().width(), height), out);
  }

  /** Which samples of one axis make each new sample, and how much each counts. */
  private static final class Weights {
    private final int most;
    private final int[] first;
    private final int[] count;
    private final int[] fixed;

    Weights(int from, int to) {
      double scale = (double) from / to;
      double support = Math.max(scale, 1);
      most = (int) Math.ceil(support) * 2 + 1;
      first = new int[to];
      count = new int[to];
      fixed = new int[Math.multiplyExact(to, most)];
      double[] raw = new double[most];
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        count[i] = Math.min(from, (int) (centre + support + 0.5)) - first[i];
        double sum = 0;
        for (int k = 0; k < count[i]; k++) {
          double distance = Math.abs((k + first[i] - centre + 0.5) / support);
          raw[k] = Math.max(0, 1 - distance);
          sum += raw[k];
        }
        for (int k = 0; k < count[i]; k++) {
          fixed[i * most + k] = (int) (0.5 + raw[k] / sum * (1 << FRACTION_BITS));
        }
      }
    }
  }
}
