package io.retask.blackbox.meter;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.function.Function;

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

  /**
   * Shows every row to a glass box once, for one billed image of {@link Cause#GRADIENT}, and tells
   * how a loss changes with it. Gradients are not stored: rows that are shown again are billed
   * again.
   *
   * @param step the step of the training, from 0: rows that are shown again at the same step, after
   *     a crash, are billed but not settled twice
   * @param inputs n x spec().input(), in [0,1]
   * @param cotangent makes n x K slopes dL/ds from the n x K scores of all rows; called once
   * @return dL/dinputs, n x spec().input()
   * @throws IllegalStateException if the box was not opened to be seen through
   * @throws BudgetExhausted before anything is shown if the budget does not cover all rows
   * @throws io.retask.blackbox.BlackBoxFailure if the box failed for good
   */
  default TensorBatch gradient(long step, TensorBatch inputs, Function<Scores, float[]> cotangent) {
    throw new IllegalStateException(
        "'%s' answers queries and no more; open it as a glass box to see its gradients"
            .formatted(spec().name()));
  }

  /** The account so far. */
  Bill bill();

  /** How many more images the budget covers; {@link Long#MAX_VALUE} where there is no limit. */
  long affordable();
}
