package io.retask.blackbox;

import io.retask.tensor.TensorBatch;

/**
 * A box that can also be seen through: it tells how its scores change with its input. For white-box
 * baselines and for tests; a black-box method never asks for it.
 *
 * <p>Laws beside those of {@link BlackBox}, each with a test in the contract class of the testkit:
 *
 * <ul>
 *   <li>The gradient is that of {@link #query}, with respect to values in [0,1]: what the box does
 *       before its network is differentiated too.
 *   <li>Row i of the answer depends on row i of the input and of the cotangent only; a batch
 *       answers as its rows would one by one, within the tolerance of the box.
 *   <li>The answer is linear in the cotangent: 0 gives 0.
 *   <li>Neither argument is changed or kept. Threads, other shapes and a closed box are treated as
 *       by {@link #query}.
 * </ul>
 */
public interface GlassBox extends BlackBox {
  /**
   * The vector-Jacobian product {@code sum_k cotangent_k · dscore_k/dinput} of every row: the
   * gradient of a loss L of which {@code cotangent} is {@code dL/dscores}. Where a function has no
   * derivative, the derivative of one of its sides stands for it: for a ReLU in 0 that of the left
   * one, which is 0.
   *
   * @param inputs n x spec().input(), values in [0,1]; n from 1 to {@code spec().maxBatch()}
   * @param cotangent n x K, row-major: the derivatives by the raw scores, of the kind that the spec
   *     names
   * @return n x spec().input()
   * @throws IllegalArgumentException if a shape is another
   * @throws BlackBoxFailure if no answer came
   */
  TensorBatch gradient(TensorBatch inputs, float[] cotangent);
}
