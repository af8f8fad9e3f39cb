package io.retask.blackbox;

import io.retask.tensor.TensorBatch;

/**
 * A classifier that can only be queried.
 *
 * <p>Laws, each with a test in the contract class of the testkit, but for the second, which needs
 * inputs with known answers, and the last, which needs a box that fails:
 *
 * <ul>
 *   <li>n rows in, n rows of scores out, in the same order; a batch answers as its rows would one
 *       by one, within a tolerance that the implementation states.
 *   <li>Inputs are in [0,1]. Normalisation, layout, channel order and 8-bit rounding belong to the
 *       box, never to its callers.
 *   <li>The input batch is neither changed nor kept.
 *   <li>{@link #query} may be called by up to {@code spec().concurrency()} threads at once.
 *   <li>A batch of another shape is an {@link IllegalArgumentException} that names both shapes; a
 *       query after {@link #close} is an {@link IllegalStateException}. Closing twice is harmless.
 *   <li>A box that fails throws {@link BlackBoxFailure} and says whether asking again can help.
 * </ul>
 */
public interface BlackBox extends AutoCloseable {
  /** What the box is; the same object at every call, and free. */
  BlackBoxSpec spec();

  /**
   * Sends every row once.
   *
   * @param inputs n x spec().input(), values in [0,1]; n from 1 to {@code spec().maxBatch()}
   * @return n x K raw scores, of the kind that the spec names
   * @throws BlackBoxFailure if no answer came
   */
  Scores query(TensorBatch inputs);

  @Override
  void close();
}
