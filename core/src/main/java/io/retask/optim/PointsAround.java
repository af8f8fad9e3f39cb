package io.retask.optim;

import java.util.Objects;

/** W itself, then W + radius · u_j for each direction of the step. */
final class PointsAround implements Proposal {
  private final StepKey key;
  private final float[] centre;
  private final int directions;
  private final float radius;

  /** Keeps the array, which nobody changes. */
  PointsAround(StepKey key, float[] centre, int directions, float radius) {
    this.key = key;
    this.centre = centre;
    this.directions = directions;
    this.radius = radius;
  }

  @Override
  public StepKey key() {
    return key;
  }

  @Override
  public int size() {
    return directions + 1;
  }

  @Override
  public float[] point(int index) {
    if (Objects.checkIndex(index, size()) == 0) {
      return centre.clone();
    }
    float[] point = new float[centre.length];
    Directions.unit(key, index - 1, point);
    for (int i = 0; i < point.length; i++) {
      point[i] = centre[i] + radius * point[i];
    }
    return point;
  }
}
