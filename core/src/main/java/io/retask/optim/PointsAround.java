package io.retask.optim;

import java.util.Objects;

/**
 * Points at one distance from W. One-sided: W itself, then W + radius · u_j. Two-sided: W + radius
 * · u_j and W - radius · u_j in turn, without W.
 */
final class PointsAround implements Proposal {
  private final StepKey key;
  private final float[] centre;
  private final DrawnDirections directions;
  private final int count;
  private final float radius;
  private final boolean twoSided;

  private PointsAround(
      StepKey key,
      float[] centre,
      DrawnDirections directions,
      int count,
      float radius,
      boolean twoSided) {
    this.key = key;
    this.centre = centre;
    this.directions = directions;
    this.count = count;
    this.radius = radius;
    this.twoSided = twoSided;
  }

  /** Keeps the array, which nobody changes. */
  static PointsAround oneSided(
      StepKey key, float[] centre, DrawnDirections directions, int count, float radius) {
    return new PointsAround(key, centre, directions, count, radius, false);
  }

  /** Keeps the array, which nobody changes. */
  static PointsAround twoSided(
      StepKey key, float[] centre, DrawnDirections directions, int count, float radius) {
    return new PointsAround(key, centre, directions, count, radius, true);
  }

  @Override
  public StepKey key() {
    return key;
  }

  @Override
  public int size() {
    return twoSided ? 2 * count : count + 1;
  }

  @Override
  public float[] point(int index) {
    Objects.checkIndex(index, size());
    if (twoSided) {
      return shifted(index / 2, index % 2 == 0 ? radius : -radius);
    }
    return index == 0 ? centre.clone() : shifted(index - 1, radius);
  }

  private float[] shifted(int direction, float distance) {
    float[] point = new float[centre.length];
    directions.fill(direction, point);
    for (int i = 0; i < point.length; i++) {
      point[i] = centre[i] + distance * point[i];
    }
    return point;
  }
}
