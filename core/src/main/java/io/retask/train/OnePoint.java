package io.retask.train;

import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import java.util.Objects;

/** Parameters that are judged, not improved. */
final class OnePoint implements Proposal {
  private final float[] parameters;

  OnePoint(float[] parameters) {
    this.parameters = parameters.clone();
  }

  @Override
  public StepKey key() {
    return new StepKey(0, 0);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public float[] point(int index) {
    Objects.checkIndex(index, 1);
    return parameters.clone();
  }
}
