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
   * @param measured what the step before measured of the gradient: its part along the directions
   *     that were asked, with the prior among them; all 0 in step 0; not to be changed
   * @return d finite values, an array of the caller's own
   */
  float[] at(float[] weights, long step, float[] measured);

  /**
   * What all steps before measured, as far as the last one found it still right: a history prior
   * (arXiv 2107.10110).
   */
  static Prior history() {
    return (weights, step, measured) -> measured.clone();
  }
}
