package io.retask.program;

import io.retask.tensor.Shape;
import java.util.Arrays;

/**
 * The k lowest frequencies of the DCT-II along every axis but the channels: value (c, i, j) is
 * sum_uv W_cuv·b_u(i)·b_v(j), with b_u(i) = cos(pi·(2i + 1)·u/(2·length)). Coefficients stand
 * channel by channel, the frequency of the last axis running fastest. Made along one axis after the
 * other.
 */
public final class CosineBasis implements Basis {
  private final Planes planes;
  private final int[] sides;
  private final double[][] tables;

  private CosineBasis(Shape shape, int side, boolean scaled) {
    this.planes = new Planes(shape);
    this.sides = new int[planes.rank()];
    this.tables = new double[planes.rank()][];
    for (int axis = 0; axis < sides.length; axis++) {
      sides[axis] = planes.parts(side, axis);
      tables[axis] = table(sides[axis], planes.axis(axis), scaled);
    }
  }

  /**
   * The cosines as they are.
   *
   * @param side k, at least 1; an axis that is shorter has as many frequencies as it is long
   */
  public static CosineBasis plain(Shape shape, int side) {
    return new CosineBasis(shape, side, false);
  }

  /** The same, scaled so that coefficients of variance 1 make values of mean square 1. */
  static CosineBasis scaled(Shape shape, int side) {
    return new CosineBasis(shape, side, true);
  }

  /** Entry (u, i) at u·length + i. The mean of b_u squared is 1 for u = 0, and 1/2 above. */
  private static double[] table(int side, int length, boolean scaled) {
    double[] table = new double[side * length];
    for (int u = 0; u < side; u++) {
      double scale = scaled ? Math.sqrt((u == 0 ? 1.0 : 2.0) / side) : 1;
      for (int i = 0; i < length; i++) {
        double angle = Math.PI * (2 * i + 1) * u / (2.0 * length);
        table[u * length + i] = scale * StrictMath.cos(angle);
      }
    }
    return table;
  }

  @Override
  public int size() {
    return planes.channels() * Arrays.stream(sides).reduce(1, Math::multiplyExact);
  }

  @Override
  public int length() {
    return planes.shape().size();
  }

  @Override
  public float[] expand(float[] parameters) {
    double[] now = widened(parameters);
    for (int axis = 0; axis < sides.length; axis++) {
      now = along(axis, now, true);
    }
    return narrowed(now);
  }

  @Override
  public float[] project(float[] gradient) {
    double[] now = widened(gradient);
    for (int axis = sides.length - 1; axis >= 0; axis--) {
      now = along(axis, now, false);
    }
    return narrowed(now);
  }

  /** One axis from frequencies to places, or back by the transpose. */
  private double[] along(int axis, double[] from, boolean forward) {
    int before = planes.channels();
    int after = 1;
    for (int other = 0; other < sides.length; other++) {
      before *= other < axis ? planes.axis(other) : 1;
      after *= other > axis ? sides[other] : 1;
    }
    int side = sides[axis];
    int length = planes.axis(axis);
    double[] to = new double[before * after * (forward ? length : side)];
    for (int outer = 0; outer < before; outer++) {
      for (int pair = 0; pair < side * length; pair++) {
        int place = (outer * length + pair % length) * after;
        int frequency = (outer * side + pair / length) * after;
        int source = forward ? frequency : place;
        int target = forward ? place : frequency;
        for (int inner = 0; inner < after; inner++) {
          to[target + inner] += tables[axis][pair] * from[source + inner];
        }
      }
    }
    return to;
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  private static float[] narrowed(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
