package io.retask.program;

import io.retask.tensor.TensorBatch;

/**
 * A {@link Program} with its parameters, made ready for many inputs. It makes bit for bit what the
 * program makes, and is safe to call from several threads.
 */
@FunctionalInterface
public interface PreparedProgram {
  /**
   * Transforms some rows into a batch of the caller's own, all of whose values are written.
   *
   * @param inputs n x the program's input shape, in [0,1]
   * @param from the first row that is transformed
   * @param out as many x the program's output shape as rows are wanted
   * @throws IllegalArgumentException if a shape is another
   */
  void apply(TensorBatch inputs, int from, TensorBatch out);
}
