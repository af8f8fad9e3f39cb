package io.retask.optim;

/**
 * Where somebody believes the slope of the loss to lie: the gradient of a surrogate. Laws: a pure
 * function, so that a resumed run asks the same; safe to call from several threads.
 */
@FunctionalInterface
public interface Prior {
  /**
   * The gradient of the surrogate, of any length; all 0 where it has no opinion.
   *
   * @param weights W, not to be changed
   * @param step the step, from 0
   * @return d finite values, an array of the caller's own
   */
  float[] at(float[] weights, long step);
}
