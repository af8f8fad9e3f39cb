package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/** The checks that every program makes on what it is given. */
public final class ProgramChecks {
  private ProgramChecks() {}

  /**
   * What {@link Program#apply(TensorBatch, float[])} refuses.
   *
   * @throws IllegalArgumentException if the shape or the number of parameters is another
   */
  public static void inputs(Program program, TensorBatch inputs, float[] parameters) {
    shape(program, inputs);
    parameters(program, parameters);
  }

  /**
   * What {@link PreparedProgram#apply} refuses.
   *
   * @throws IllegalArgumentException if the shape is another
   */
  public static void shape(Program program, TensorBatch inputs) {
    if (!inputs.shape().equals(program.inputShape())) {
      throw new IllegalArgumentException(
          "the program takes inputs of %s, but the batch is %s"
              .formatted(program.inputShape(), inputs));
    }
  }

  /**
   * What {@link Program#prepare} refuses.
   *
   * @throws IllegalArgumentException if the number of parameters is another
   */
  public static void parameters(Program program, float[] parameters) {
    if (parameters.length != program.parameterCount()) {
      throw new IllegalArgumentException(
          "the program has %d parameters, but %d were given"
              .formatted(program.parameterCount(), parameters.length));
    }
  }

  /**
   * What {@link Program#pullback} refuses.
   *
   * @param gradient one row for each of the inputs
   * @throws IllegalArgumentException if the shape or the number of rows is another
   */
  public static void gradient(Program program, TensorBatch inputs, TensorBatch gradient) {
    Shape shape = program.outputShape();
    if (!gradient.shape().equals(shape) || gradient.count() != inputs.count()) {
      throw new IllegalArgumentException(
          "the gradient of %d outputs is %dx%s, but the batch is %s"
              .formatted(inputs.count(), inputs.count(), shape, gradient));
    }
  }
}
