package io.retask.image.view;

import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/** The checks that every picture program makes on what it is given. */
final class PictureChecks {
  private PictureChecks() {}

  static Shape picture(Shape shape) {
    if (shape.rank() != 3 || shape.axis(0) != 3) {
      throw new IllegalArgumentException(
          "a view changes pictures of 3 x height x width, but the box takes %s".formatted(shape));
    }
    return shape;
  }

  static void inputs(Program program, TensorBatch inputs, float[] parameters) {
    if (!inputs.shape().equals(program.inputShape())) {
      throw new IllegalArgumentException(
          "the program takes inputs of %s, but the batch is %s"
              .formatted(program.inputShape(), inputs));
    }
    if (parameters.length != program.parameterCount()) {
      throw new IllegalArgumentException(
          "the program has %d parameters, but %d were given"
              .formatted(program.parameterCount(), parameters.length));
    }
  }

  static void gradient(Program program, TensorBatch inputs, TensorBatch gradient) {
    if (!gradient.shape().equals(program.outputShape()) || gradient.count() != inputs.count()) {
      throw new IllegalArgumentException(
          "the gradient of %d outputs is %dx%s, but the batch is %s"
              .formatted(inputs.count(), inputs.count(), program.outputShape(), gradient));
    }
  }

  static float clip(float value) {
    return Math.min(1, Math.max(0, value));
  }

  /** Whether clipping lets a change through. */
  static boolean inside(double value) {
    return value > 0 && value < 1;
  }
}
