package io.retask.program;

import io.retask.tensor.Shape;

/** A program whose outputs have the shape of its inputs: the data come in the size of the box. */
public interface SameShapeProgram extends Program {
  @Override
  default Shape outputShape() {
    return inputShape();
  }
}
