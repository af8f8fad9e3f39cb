package io.retask.optim;

/**
 * How an estimated gradient moves the parameters. A rule has no state of its own: what it remembers
 * stands in arrays as long as the parameters, which belong to the optimiser's state.
 */
public interface UpdateRule {
  /** How many arrays it remembers; all zero before the first step. */
  int memories();

  /**
   * Moves the parameters and its memories in place.
   *
   * @param weights W, changed
   * @param gradient the estimate g
   * @param eta the step size of this step
   * @param step t, from 0
   * @param memory {@link #memories} arrays, changed
   */
  void apply(float[] weights, float[] gradient, double eta, long step, float[][] memory);
}
