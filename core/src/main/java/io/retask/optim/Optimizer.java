package io.retask.optim;

/**
 * A minimiser of a function that can only be evaluated. State is a value: {@code tell} makes a new
 * one and leaves the old as it was.
 *
 * <p>Laws, each with a test in the contract class of the testkit: arrays of the caller stay as they
 * are; the state survives {@link #write} and {@link #read} bit for bit; a proposal of another step
 * is refused; adding a constant to all losses changes nothing, except for rounding.
 *
 * @param <S> the state
 */
public interface Optimizer<S> extends StateCodec<S> {
  /** The state before the first step, at the point {@code initial}. */
  S start(float[] initial);

  /** All points of the step that {@code key} names. */
  Proposal ask(S state, StepKey key);

  /**
   * The state after the step.
   *
   * @param losses the loss of each point, in the order of the points; all finite
   * @throws IllegalArgumentException if the proposal is of another step, or the number of losses is
   *     wrong
   */
  S tell(S state, Proposal proposal, double[] losses);

  /** The best guess so far, in an array of the caller's own. */
  float[] best(S state);
}
