package io.retask.image.view;

import java.util.Arrays;

/**
 * The weights of one axis of a resampling by {@code source = factor·position + shift}, both in
 * units of half the picture, from its middle. A triangle as wide as the larger of a source pixel
 * and an output pixel, so that shrinking does not alias; weights of taps outside the picture are
 * left out, as the picture is taken relative to the grey that surrounds it.
 */
final class Taps {
  private final int length;
  private final int width;
  private final int[] first;
  private final float[] weights;

  private Taps(int length, int width) {
    this.length = length;
    this.width = width;
    this.first = new int[length];
    this.weights = new float[length * width];
  }

  /** What of a weight is wanted. */
  enum Part {
    /** The weight itself. */
    VALUE,
    /** Its derivative by the factor. */
    BY_FACTOR,
    /** Its derivative by the shift. */
    BY_SHIFT
  }

  /** The taps of every output position. */
  static Taps of(int length, double factor, double shift, Part part) {
    double radius = Math.max(1, Math.abs(factor));
    Taps taps = new Taps(length, (int) Math.ceil(2 * radius) + 1);
    for (int i = 0; i < length; i++) {
      double position = (2 * i + 1.0) / length - 1;
      double centre = (factor * position + shift + 1) / 2 * length - 0.5;
      double widening = Math.abs(factor) > 1 ? Math.signum(factor) : 0;
      double moving = part == Part.BY_FACTOR ? position * length / 2 : length / 2.0;
      taps.fill(i, centre, radius, part, new double[] {moving, widening});
    }
    return taps;
  }

  private void fill(int i, double centre, double radius, Part part, double[] rates) {
    first[i] = (int) Math.ceil(centre - radius);
    double[] raw = new double[width];
    double[] change = new double[width];
    double growth = part == Part.BY_FACTOR ? rates[1] : 0;
    for (int t = 0; t < width; t++) {
      double away = first[i] + t - centre;
      double height = 1 - Math.abs(away) / radius;
      if (height > 0) {
        raw[t] = height;
        change[t] =
            Math.signum(away) / radius * rates[0] + Math.abs(away) / (radius * radius) * growth;
      }
    }
    double sum = Arrays.stream(raw).sum();
    double drift = Arrays.stream(change).sum();
    for (int t = 0; t < width; t++) {
      int source = first[i] + t;
      double value = part == Part.VALUE ? raw[t] : change[t] - raw[t] * drift / sum;
      weights[i * width + t] = source < 0 || source >= length ? 0 : (float) (value / sum);
    }
  }

  /** Along a row: {@code to[j] = sum of weights·from}, both a plane of this many columns. */
  void across(float[] from, float[] to, int rows) {
    for (int row = 0; row < rows; row++) {
      int begin = row * length;
      for (int i = 0; i < length; i++) {
        float sum = 0;
        int start = Math.max(0, -first[i]);
        int end = Math.min(width, length - first[i]);
        for (int t = start; t < end; t++) {
          sum += weights[i * width + t] * from[begin + first[i] + t];
        }
        to[begin + i] = sum;
      }
    }
  }

  /** Down the columns: the same between the rows of a plane. */
  void down(float[] from, float[] to, int columns) {
    Arrays.fill(to, 0, length * columns, 0);
    for (int i = 0; i < length; i++) {
      for (int t = 0; t < width; t++) {
        float weight = weights[i * width + t];
        if (weight != 0) {
          addRow(from, (first[i] + t) * columns, to, i * columns, weight, columns);
        }
      }
    }
  }

  private static void addRow(
      float[] from, int source, float[] to, int target, float weight, int columns) {
    for (int j = 0; j < columns; j++) {
      to[target + j] += weight * from[source + j];
    }
  }
}
