package io.retask.attack;

import io.retask.blackbox.meter.MeteredBox;
import io.retask.tensor.TensorBatch;

/**
 * An attack that sees nothing but answers.
 *
 * <p>Laws, each with a test in the testkit: every image goes through the metered box, so the bill
 * is what the box saw and the budget is never passed; what is found lies in [0,1] on the grid of
 * 8-bit values, and its answer is the box's answer to exactly that; the same seed finds the same;
 * the input is neither changed nor kept.
 */
public interface QueryAttack {
  /**
   * Looks for a change of one input.
   *
   * @param box where every image is billed; a search that its budget does not cover any more ends
   * @param input one row on the grid of 8-bit values, in [0,1]
   * @param goal what the box shall answer
   * @param seed the source of every draw
   * @param limit the most images, at least 1
   * @throws IllegalArgumentException if the input is no such row, or the limit is below 1
   * @throws io.retask.RetaskException if the answers of the box do not move at all
   */
  Finding attack(MeteredBox box, TensorBatch input, Goal goal, long seed, long limit);
}
