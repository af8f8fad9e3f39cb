package io.retask.artifact;

import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/** What a program without parameters makes of an input, as features. */
record ProgramFeatures(Program program) implements FeatureMap {
  private static final float[] NONE = {};

  ProgramFeatures {
    if (program.parameterCount() > 0) {
      throw new IllegalArgumentException(
          "features come from a program without parameters, but this one has "
              + program.parameterCount());
    }
  }

  @Override
  public Shape inputShape() {
    return program.inputShape();
  }

  @Override
  public int count() {
    return program.outputShape().size();
  }

  @Override
  public TensorBatch of(TensorBatch inputs) {
    return program.apply(inputs, NONE);
  }
}
