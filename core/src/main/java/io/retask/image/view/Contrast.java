package io.retask.image.view;

import io.retask.program.InputPullback;
import io.retask.program.PreparedProgram;
import io.retask.program.ProgramChecks;
import io.retask.program.SameShapeProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * A contrast gain about mid-grey: {@code clip(0.5 + (1 + W)·(x - 0.5))}; -2 inverts. Parameter 0:
 * the picture as it is.
 */
final class Contrast implements SameShapeProgram, InputPullback {
  private static final float GREY = 0.5f;

  private final Shape shape;

  Contrast(Shape shape) {
    this.shape = PictureChecks.picture(shape);
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public int parameterCount() {
    return 1;
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    float gain = 1 + parameters[0];
    return (inputs, from, out) -> {
      ProgramChecks.shape(this, inputs);
      int begin = inputs.offset(from);
      for (int i = 0; i < out.values().length; i++) {
        out.values()[i] = PictureChecks.clip(GREY + gain * (inputs.values()[begin + i] - GREY));
      }
    };
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    double sum = 0;
    for (int i = 0; i < inputs.values().length; i++) {
      float away = inputs.values()[i] - GREY;
      if (PictureChecks.inside(GREY + (1 + parameters[0]) * away)) {
        sum += (double) away * outputGradient.values()[i];
      }
    }
    return new float[] {(float) sum};
  }

  @Override
  public TensorBatch inputPullback(
      TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    TensorBatch gradient = TensorBatch.allocate(shape, inputs.count());
    float gain = 1 + parameters[0];
    for (int i = 0; i < gradient.values().length; i++) {
      boolean free = PictureChecks.inside(GREY + gain * (inputs.values()[i] - GREY));
      gradient.values()[i] = free ? gain * outputGradient.values()[i] : 0;
    }
    return gradient;
  }

  @Override
  public String toString() {
    return "contrast";
  }
}
