package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * Learned values added over the whole input: X = clip(x + 0.5·tanh(W)) in [0,1], with W of the size
 * of the box. The data bring the input to that size.
 *
 * <p>A deviation from BAR, which leaves the data untouched; for boxes whose input is too small for
 * a border.
 */
public final class AdditiveProgram implements SameShapeProgram, InputPullback {
  private final Shape shape;

  /** A program over inputs of the box's own shape. */
  public AdditiveProgram(Shape shape) {
    this.shape = shape;
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public int parameterCount() {
    return shape.size();
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    float[] added = added(parameters);
    return (inputs, from, out) -> {
      ProgramChecks.shape(this, inputs);
      for (int row = 0; row < out.count(); row++) {
        add(inputs.values(), inputs.offset(from + row), added, out.values(), out.offset(row));
      }
    };
  }

  private static void add(float[] inputs, int source, float[] added, float[] out, int target) {
    for (int i = 0; i < added.length; i++) {
      out[target + i] = Math.min(1, Math.max(0, inputs[source + i] + added[i]));
    }
  }

  private static float[] added(float[] parameters) {
    float[] added = new float[parameters.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = 0.5f * Tanh.of(parameters[i]);
    }
    return added;
  }

  /** {@inheritDoc} Where the sum is clipped the gradient is 0. */
  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    float[] added = added(parameters);
    double[] sums = new double[added.length];
    for (int row = 0; row < inputs.count(); row++) {
      int offset = inputs.offset(row);
      for (int i = 0; i < added.length; i++) {
        float sum = inputs.values()[offset + i] + added[i];
        sums[i] += sum >= 0 && sum <= 1 ? outputGradient.values()[offset + i] : 0;
      }
    }
    float[] gradient = new float[added.length];
    for (int i = 0; i < added.length; i++) {
      gradient[i] = (float) (0.5 * (1 - 4 * added[i] * added[i]) * sums[i]);
    }
    return gradient;
  }

  @Override
  public TensorBatch inputPullback(
      TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    float[] added = added(parameters);
    TensorBatch gradient = TensorBatch.allocate(shape, inputs.count());
    for (int i = 0; i < gradient.values().length; i++) {
      double sum = inputs.values()[i] + added[i % added.length];
      gradient.values()[i] = sum >= 0 && sum <= 1 ? outputGradient.values()[i] : 0;
    }
    return gradient;
  }

  @Override
  public String toString() {
    return "additive " + shape;
  }
}
