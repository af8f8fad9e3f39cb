package io.retask.optim;

import java.util.stream.IntStream;

/**
 * Averages finite differences over q directions,
 *
 * <p>g = b / q · sum_j slope_j · u_j, with b of the {@link DirectionKind}.
 *
 * <p>One-sided, slope_j = [f(W + beta · u_j) - f(W)] / beta: q + 1 evaluations, of which point 0 is
 * W. Two-sided, slope_j = [f(W + beta · u_j) - f(W - beta · u_j)] / (2 · beta): 2q evaluations, and
 * curvature leaves no bias, which pays where a box with 8-bit input forces a large beta.
 *
 * @param kind how directions are drawn
 * @param directions q, at least 1
 * @param smoothing beta, positive
 * @param twoSided whether each direction is probed on both sides
 */
public record Differences(DirectionKind kind, int directions, double smoothing, boolean twoSided)
    implements Estimator {
  private static final int TOGETHER = 8;

  /** Checks the ranges. */
  public Differences {
    if (directions < 1 || !(smoothing > 0) || Double.isInfinite(smoothing)) {
      throw new IllegalArgumentException(
          "the estimate takes 1 direction or more and a positive smoothing, but they are %d and %s"
              .formatted(directions, smoothing));
    }
  }

  /** The estimate of BAR: one-sided, directions on the sphere. */
  public static Differences oneSided(int directions, double smoothing) {
    return new Differences(DirectionKind.SPHERE, directions, smoothing, false);
  }

  /**
   * The estimate of NES with mirrored draws (arXiv 1804.08598): two-sided, normal directions. The
   * probes lie about {@code smoothing · sqrt(d)} away from W.
   */
  public static Differences antithetic(int directions, double smoothing) {
    return new Differences(DirectionKind.NORMAL, directions, smoothing, true);
  }

  /** One-sided, orthonormal directions: the smallest error for q evaluations where d is small. */
  public static Differences orthonormal(int directions, double smoothing) {
    return new Differences(DirectionKind.ORTHONORMAL, directions, smoothing, false);
  }

  @Override
  public int points() {
    return twoSided ? Math.multiplyExact(2, directions) : Math.addExact(directions, 1);
  }

  @Override
  public void check(int parameters) {
    kind.check(directions, parameters);
  }

  @Override
  public Proposal around(float[] weights, StepKey key) {
    DrawnDirections drawn = kind.draw(key, directions, weights.length);
    float radius = (float) smoothing;
    return twoSided
        ? PointsAround.twoSided(key, weights, drawn, directions, radius)
        : PointsAround.oneSided(key, weights, drawn, directions, radius);
  }

  @Override
  public float[] estimate(StepKey key, int parameters, double[] losses) {
    float[] gradient = new float[parameters];
    DrawnDirections drawn = kind.draw(key, directions, parameters);
    for (int first = 0; first < directions; first += TOGETHER) {
      float[][] some = draw(drawn, first, Math.min(directions, first + TOGETHER), parameters);
      for (int j = 0; j < some.length; j++) {
        float weight = (float) (slope(losses, first + j) * kind.factor(parameters) / directions);
        for (int i = 0; i < parameters; i++) {
          gradient[i] += weight * some[j][i];
        }
      }
    }
    return gradient;
  }

  /** The box waits for the estimate, so a few directions at a time are drawn side by side. */
  private static float[][] draw(DrawnDirections drawn, int from, int to, int parameters) {
    float[][] some = new float[to - from][parameters];
    IntStream.range(0, some.length).parallel().forEach(j -> drawn.fill(from + j, some[j]));
    return some;
  }

  private double slope(double[] losses, int j) {
    return twoSided
        ? (losses[2 * j] - losses[2 * j + 1]) / (2 * (float) smoothing)
        : (losses[j + 1] - losses[0]) / (float) smoothing;
  }
}
