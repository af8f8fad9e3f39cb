package io.retask.attack;

import io.retask.tensor.TensorBatch;

/** Values k / 255, which a picture of 8 bits keeps. */
final class EightBit {
  private static final double LEVELS = 255;
  private static final double NOTHING = 1e-6;
  private static final int HALVINGS = 20;

  private EightBit() {}

  /** Refuses what is not one row on the grid. */
  static void check(TensorBatch picture) {
    if (picture.count() != 1) {
      throw new IllegalArgumentException(
          "an attack takes one input at a time, but the batch is " + picture);
    }
    for (float value : picture.values()) {
      if (!(Math.abs(value - rounded(value)) <= NOTHING && value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "the value %s is none of 0/255 to 255/255; round the input to 8 bits first"
                .formatted(value));
      }
    }
  }

  private static float rounded(double value) {
    return (float) (Math.rint(LEVELS * Math.max(0, Math.min(1, value))) / LEVELS);
  }

  /** The nearest place on the grid. */
  static float[] nearest(float[] values) {
    return along(values, values, 1);
  }

  /**
   * The place on the grid nearest to the end of the way from a centre on the grid, or to the last
   * part of the way whose rounding lies within the ball. Rounding grows with the way in every
   * value, so halving finds that part.
   */
  static float[] inside(Norm norm, double radius, float[] centre, float[] end) {
    float[] all = nearest(end);
    if (norm.of(centre, all) <= radius + NOTHING) {
      return all;
    }
    double inner = 0;
    double outer = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inner + outer) / 2;
      boolean fits = norm.of(centre, along(centre, end, middle)) <= radius + NOTHING;
      inner = fits ? middle : inner;
      outer = fits ? outer : middle;
    }
    return along(centre, end, inner);
  }

  private static float[] along(float[] centre, float[] end, double part) {
    float[] place = new float[centre.length];
    for (int i = 0; i < place.length; i++) {
      place[i] = rounded(centre[i] + part * ((double) end[i] - centre[i]));
    }
    return place;
  }
}
