package io.retask.image.view;

import io.retask.program.CosineBasis;
import io.retask.program.InputPullback;
import io.retask.program.PreparedProgram;
import io.retask.program.ProgramChecks;
import io.retask.program.SameShapeProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;

/**
 * Adds a low-frequency pattern: {@code clip(x + a·tanh(sum_uv W_cuv·b_u(row)·b_v(column)))} with
 * the cosines b of the DCT-II. Parameters: k x k coefficients a channel, then the amplitude a. All
 * parameters 0: the picture as it is.
 */
final class Pattern implements SameShapeProgram, InputPullback {
  private final Shape shape;
  private final CosineBasis basis;

  Pattern(Shape shape, int side) {
    this.shape = PictureChecks.picture(shape);
    if (side < 1 || side > Math.min(shape.axis(1), shape.axis(2))) {
      throw new IllegalArgumentException(
          "a pattern has 1 to %d cosines a side, but %d were asked for"
              .formatted(Math.min(shape.axis(1), shape.axis(2)), side));
    }
    this.basis = CosineBasis.plain(shape, side);
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public int parameterCount() {
    return basis.size() + 1;
  }

  /** The pattern before its amplitude. */
  private float[] tanh(float[] parameters) {
    float[] out = basis.expand(Arrays.copyOf(parameters, parameters.length - 1));
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) StrictMath.tanh(out[i]);
    }
    return out;
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    float[] tanh = tanh(parameters);
    float amplitude = parameters[parameters.length - 1];
    return (inputs, from, out) -> {
      ProgramChecks.shape(this, inputs);
      for (int row = 0; row < out.count(); row++) {
        int source = inputs.offset(from + row);
        int target = out.offset(row);
        for (int i = 0; i < tanh.length; i++) {
          out.values()[target + i] =
              PictureChecks.clip(inputs.values()[source + i] + amplitude * tanh[i]);
        }
      }
    };
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    TensorBatch through = inputPullback(inputs, parameters, outputGradient);
    double[] sums = new double[shape.size()];
    for (int i = 0; i < through.values().length; i++) {
      sums[i % sums.length] += through.values()[i];
    }
    float[] tanh = tanh(parameters);
    float amplitude = parameters[parameters.length - 1];
    double byAmplitude = 0;
    for (int i = 0; i < sums.length; i++) {
      byAmplitude += sums[i] * tanh[i];
      sums[i] *= amplitude * (1 - tanh[i] * tanh[i]);
    }
    float[] field = new float[sums.length];
    for (int i = 0; i < field.length; i++) {
      field[i] = (float) sums[i];
    }
    float[] gradient = Arrays.copyOf(basis.project(field), parameterCount());
    gradient[gradient.length - 1] = (float) byAmplitude;
    return gradient;
  }

  @Override
  public TensorBatch inputPullback(
      TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    float[] tanh = tanh(parameters);
    float amplitude = parameters[parameters.length - 1];
    TensorBatch gradient = TensorBatch.allocate(shape, inputs.count());
    for (int i = 0; i < gradient.values().length; i++) {
      float sum = inputs.values()[i] + amplitude * tanh[i % tanh.length];
      gradient.values()[i] = PictureChecks.inside(sum) ? outputGradient.values()[i] : 0;
    }
    return gradient;
  }

  @Override
  public String toString() {
    return "pattern";
  }
}
