package io.retask.optim;

/**
 * Draws that are redrawn instead of kept: the same key and stream give the same numbers, bit for
 * bit, on every machine.
 */
public final class Directions {
  private Directions() {}

  /**
   * Fills an array with a direction that is uniform on the unit sphere: u_j of the estimate.
   *
   * @param stream the index j of the direction in its step
   * @param out d values, overwritten; their squares have sum 1
   */
  public static void unit(StepKey key, int stream, float[] out) {
    gaussian(key, stream, out);
    float scale = (float) (1 / Math.sqrt(squares(out)));
    for (int i = 0; i < out.length; i++) {
      out[i] *= scale;
    }
  }

  /** Fills an array with independent standard normal draws. */
  public static void gaussian(StepKey key, int stream, float[] out) {
    Gaussians.fill(Words.of(key, stream), out);
  }

  /** Four sums side by side: a single one would wait for every addition before the next. */
  private static double squares(float[] values) {
    int i = 0;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (; i + 3 < values.length; i += 4) {
      a += (double) values[i] * values[i];
      b += (double) values[i + 1] * values[i + 1];
      c += (double) values[i + 2] * values[i + 2];
      d += (double) values[i + 3] * values[i + 3];
    }
    for (; i < values.length; i++) {
      a += (double) values[i] * values[i];
    }
    return a + b + c + d;
  }
}
