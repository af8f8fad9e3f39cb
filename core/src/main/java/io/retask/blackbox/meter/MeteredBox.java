package io.retask.blackbox.meter;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorSource;

/** The only way to a box during a run: every image is accounted for before it leaves. */
public interface MeteredBox {
  /** What the box is. */
  BlackBoxSpec spec();

  /**
   * Answers every row, each from the stored answers or by one billed image.
   *
   * @param cause what the bill is for
   * @param inputs n x spec().input(), in [0,1], made in parts on several threads
   * @return n x K scores in the order of the rows
   * @throws BudgetExhausted before the first part that the budget does not cover is sent
   * @throws io.retask.blackbox.BlackBoxFailure if the box failed for good
   */
  Scores query(Cause cause, TensorSource inputs);

  /** The account so far. */
  Bill bill();

  /** How many more images the budget covers; {@link Long#MAX_VALUE} where there is no limit. */
  long affordable();
}
