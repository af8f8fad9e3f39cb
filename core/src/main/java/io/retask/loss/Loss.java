package io.retask.loss;

import io.retask.blackbox.Scores;

/**
 * How wrong mapped scores are. Laws: at least 0; falls as the true class rises; finite at scores of
 * 0 and 1; {@link #gradient} agrees with finite differences.
 */
public interface Loss {
  /**
   * The mean loss of a mini-batch.
   *
   * @param mapped B x C mapped scores h in [0,1]
   * @param classes the true class of each row, 0 to C - 1
   */
  double of(Scores mapped, int[] classes);

  /** The gradient of {@link #of} with respect to the mapped scores: B x C, row-major. */
  float[] gradient(Scores mapped, int[] classes);
}
