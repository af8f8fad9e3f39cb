package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * A transformation of inputs with parameters W, the same for every input.
 *
 * <p>Laws, each with a test in the contract class of the testkit: outputs lie in [0,1] for inputs
 * in [0,1]; row i of the output depends on row i of the input only; the input and the parameters
 * are neither changed nor kept; {@link #pullback} agrees with finite differences; safe to call from
 * several threads.
 */
public interface Program {
  /** The shape that it takes: that of the target data. */
  Shape inputShape();

  /** The shape that it makes: that of the box. */
  Shape outputShape();

  /** The number of parameters, d; 0 for a fixed transformation. */
  int parameterCount();

  /**
   * The program with its parameters, made ready for many inputs: what depends on the parameters
   * alone is done once.
   *
   * @param parameters W, of length {@link #parameterCount}
   * @throws IllegalArgumentException if their number is another
   */
  PreparedProgram prepare(float[] parameters);

  /**
   * Transforms every row.
   *
   * @param inputs n x inputShape(), in [0,1]
   * @param parameters W, of length {@link #parameterCount}
   * @return n x outputShape(), in [0,1]; it belongs to the caller
   * @throws IllegalArgumentException if a shape or the number of parameters is another
   */
  default TensorBatch apply(TensorBatch inputs, float[] parameters) {
    ProgramChecks.inputs(this, inputs, parameters);
    TensorBatch out = TensorBatch.allocate(outputShape(), inputs.count());
    prepare(parameters).apply(inputs, 0, out);
    return out;
  }

  /**
   * The gradient with respect to the parameters: {@code sum_i (dX_i/dW)^T · G_i}.
   *
   * @param outputGradient n x outputShape(), the gradient G of some loss with respect to the output
   * @return dL/dW, of length {@link #parameterCount}
   */
  float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient);
}
