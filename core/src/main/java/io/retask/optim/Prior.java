package io.retask.optim;

/**
 * Where somebody believes the slope of the loss to lie: the gradient of a surrogate, or what
 * earlier steps found. Laws: a pure function, so that a resumed run asks the same; safe to call
 * from several threads.
 */
@FunctionalInterface
public interface Prior {
  /**
   * The belief, of any length; all 0 where there is none.
   *
   * @param weights W, not to be changed
   * @param step the step, from 0
   * @param previous the estimate of the step before, all 0 in step 0; not to be changed
   * @return d finite values, an array of the caller's own
   */
  float[] at(float[] weights, long step, float[] previous);

  /** The estimate of the step before, the history prior of arXiv 2107.10110. */
  static Prior history() {
    return (weights, step, previous) -> previous.clone();
  }
}
