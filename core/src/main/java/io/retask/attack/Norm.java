package io.retask.attack;

import io.retask.optim.Directions;
import io.retask.optim.StepKey;

/** How the size of a change is measured, on values in [0,1]. */
public enum Norm {
  /** The largest change of any value. */
  LINF {
    @Override
    double of(float[] from, float[] to) {
      double largest = 0;
      for (int i = 0; i < from.length; i++) {
        largest = Math.max(largest, Math.abs((double) to[i] - from[i]));
      }
      return largest;
    }

    @Override
    void step(float[] at, float[] gradient, double size) {
      for (int i = 0; i < at.length; i++) {
        at[i] += (float) (size * Math.signum(gradient[i]));
      }
    }

    @Override
    void project(float[] at, float[] centre, double radius) {
      for (int i = 0; i < at.length; i++) {
        double change = Math.max(-radius, Math.min(radius, (double) at[i] - centre[i]));
        at[i] = (float) (centre[i] + change);
      }
    }

    /** Uniform in the ball. */
    @Override
    void scatter(float[] at, double radius, StepKey key) {
      float[] shares = shares(at.length, key);
      for (int i = 0; i < at.length; i++) {
        at[i] += (float) (radius * (2 * shares[i] - 1));
      }
    }
  },

  /** The square root of the sum of squared changes. */
  L2 {
    @Override
    double of(float[] from, float[] to) {
      double squares = 0;
      for (int i = 0; i < from.length; i++) {
        double change = (double) to[i] - from[i];
        squares += change * change;
      }
      return Math.sqrt(squares);
    }

    @Override
    void step(float[] at, float[] gradient, double size) {
      double length = of(new float[gradient.length], gradient);
      for (int i = 0; i < at.length && length > 0; i++) {
        at[i] += (float) (size * gradient[i] / length);
      }
    }

    @Override
    void project(float[] at, float[] centre, double radius) {
      double length = of(centre, at);
      for (int i = 0; i < at.length && length > radius; i++) {
        at[i] = (float) (centre[i] + radius / length * ((double) at[i] - centre[i]));
      }
    }

    /** A uniform direction, and a uniform part of the radius. */
    @Override
    void scatter(float[] at, double radius, StepKey key) {
      float[] direction = new float[at.length];
      Directions.unit(key, 2, direction);
      step(at, direction, radius * shares(1, key)[0]);
    }
  };

  /** Uniform draws in [0,1]: exp(-(a² + b²)/2) of two normal ones (Box and Muller, backwards). */
  private static float[] shares(int count, StepKey key) {
    float[] first = new float[count];
    float[] second = new float[count];
    Directions.gaussian(key, 0, first);
    Directions.gaussian(key, 1, second);
    for (int i = 0; i < count; i++) {
      double squares = (double) first[i] * first[i] + (double) second[i] * second[i];
      first[i] = (float) StrictMath.exp(-squares / 2);
    }
    return first;
  }

  /** The size of the change. */
  abstract double of(float[] from, float[] to);

  /** Goes the way in this norm that raises a linear function most, in place. */
  abstract void step(float[] at, float[] gradient, double size);

  /** Goes back to the nearest place within the ball, in place. */
  abstract void project(float[] at, float[] centre, double radius);

  /** Goes to a random place of the ball around where it is, in place. */
  abstract void scatter(float[] at, double radius, StepKey key);
}
