package io.retask.program;

import io.retask.tensor.TensorBatch;

/** A program that also knows its gradient with respect to its inputs. */
public interface InputPullback {
  /**
   * The gradient with respect to the inputs: {@code (dX_i/dx_i)^T · G_i} for every row.
   *
   * @param outputGradient n x the output shape
   * @return n x the input shape
   */
  TensorBatch inputPullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient);
}
