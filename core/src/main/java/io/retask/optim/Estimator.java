package io.retask.optim;

/**
 * Where the probes of a step lie, and the gradient that their losses make. A pure function: the
 * same key gives the same probes, and the estimate draws them again.
 */
public interface Estimator {
  /** The number of evaluations of a step. */
  int points();

  /** The probes around W. The array is kept; it must not be changed any more. */
  Proposal around(float[] weights, StepKey key);

  /**
   * The estimate g.
   *
   * @param key the step whose probes were evaluated
   * @param parameters d
   * @param losses f at each probe, in order
   * @return d values
   */
  float[] estimate(StepKey key, int parameters, double[] losses);

  /**
   * Says whether it works for so many parameters.
   *
   * @throws IllegalArgumentException if it does not
   */
  default void check(int parameters) {}
}
