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
    normalise(out);
  }

  /** Fills an array with independent standard normal draws. */
  public static void gaussian(StepKey key, int stream, float[] out) {
    Gaussians.fill(Words.of(key, stream), out);
  }

  /** Gives a vector that is not 0 the length 1. */
  static void normalise(float[] vector) {
    float scale = (float) (1 / Math.sqrt(squares(vector)));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
  }

  /** Takes from a vector its part along a unit vector. */
  static void subtractPart(float[] vector, float[] unit) {
    double part = 0;
    for (int i = 0; i < unit.length; i++) {
      part += (double) vector[i] * unit[i];
    }
    for (int i = 0; i < unit.length; i++) {
      vector[i] = (float) (vector[i] - part * unit[i]);
    }
  }

  /** Four sums side by side: a single one would wait for every addition before the next. */
  static double squares(float[] values) {
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
