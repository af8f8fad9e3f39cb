package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/** No change: the unprogrammed box, for mappings by frequency and for baselines. */
public final class IdentityProgram implements SameShapeProgram, InputPullback {
  private final Shape shape;

  /** The identity of one shape. */
  public IdentityProgram(Shape shape) {
    this.shape = shape;
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    return (inputs, from, out) -> {
      ProgramChecks.shape(this, inputs);
      System.arraycopy(inputs.values(), inputs.offset(from), out.values(), 0, out.values().length);
    };
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    return new float[0];
  }

  @Override
  public TensorBatch inputPullback(
      TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    return outputGradient.rows(0, outputGradient.count());
  }

  @Override
  public String toString() {
    return "identity " + shape;
  }
}
