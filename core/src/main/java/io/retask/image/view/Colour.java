package io.retask.image.view;

import io.retask.program.InputPullback;
import io.retask.program.PreparedProgram;
import io.retask.program.ProgramChecks;
import io.retask.program.SameShapeProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * A colour matrix about mid-grey: {@code clip(0.5 + (I + W)·(x - 0.5))} for the three channels of
 * each pixel, W 3 x 3 row-major. All parameters 0: the picture as it is.
 */
final class Colour implements SameShapeProgram, InputPullback {
  private static final float GREY = 0.5f;

  private final Shape shape;
  private final int plane;

  Colour(Shape shape) {
    this.shape = PictureChecks.picture(shape);
    this.plane = shape.size() / 3;
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public int parameterCount() {
    return 9;
  }

  private static float[] matrix(float[] parameters) {
    float[] matrix = parameters.clone();
    for (int c = 0; c < 3; c++) {
      matrix[4 * c] += 1;
    }
    return matrix;
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    float[] matrix = matrix(parameters);
    return (inputs, from, out) -> {
      ProgramChecks.shape(this, inputs);
      float[] values = out.values();
      mix(matrix, inputs.values(), inputs.offset(from), values);
      for (int i = 0; i < values.length; i++) {
        values[i] = PictureChecks.clip(values[i]);
      }
    };
  }

  /** As many pictures as there is room for, before they are clipped. */
  private void mix(float[] matrix, float[] from, int begin, float[] to) {
    for (int at = 0; at < to.length; at += 3 * plane) {
      for (int channel = 0; channel < 3; channel++) {
        float red = matrix[3 * channel];
        float green = matrix[3 * channel + 1];
        float blue = matrix[3 * channel + 2];
        int source = begin + at;
        int target = at + channel * plane;
        for (int i = 0; i < plane; i++) {
          to[target + i] =
              GREY
                  + red * (from[source + i] - GREY)
                  + green * (from[source + plane + i] - GREY)
                  + blue * (from[source + 2 * plane + i] - GREY);
        }
      }
    }
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    TensorBatch through = through(inputs, parameters, outputGradient);
    double[] sums = new double[9];
    for (int at = 0; at < inputs.values().length; at += 3 * plane) {
      for (int entry = 0; entry < 9; entry++) {
        int output = at + entry / 3 * plane;
        int input = at + entry % 3 * plane;
        for (int i = 0; i < plane; i++) {
          sums[entry] +=
              (double) through.values()[output + i] * (inputs.values()[input + i] - GREY);
        }
      }
    }
    float[] gradient = new float[9];
    for (int entry = 0; entry < 9; entry++) {
      gradient[entry] = (float) sums[entry];
    }
    return gradient;
  }

  @Override
  public TensorBatch inputPullback(
      TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    TensorBatch through = through(inputs, parameters, outputGradient);
    TensorBatch gradient = TensorBatch.allocate(shape, inputs.count());
    float[] matrix = matrix(parameters);
    for (int at = 0; at < gradient.values().length; at += 3 * plane) {
      for (int entry = 0; entry < 9; entry++) {
        int output = at + entry / 3 * plane;
        int input = at + entry % 3 * plane;
        for (int i = 0; i < plane; i++) {
          gradient.values()[input + i] += matrix[entry] * through.values()[output + i];
        }
      }
    }
    return gradient;
  }

  /** The gradient where it was not clipped, 0 elsewhere. */
  private TensorBatch through(TensorBatch inputs, float[] parameters, TensorBatch gradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, gradient);
    TensorBatch through = TensorBatch.allocate(shape, inputs.count());
    float[] values = through.values();
    mix(matrix(parameters), inputs.values(), 0, values);
    for (int i = 0; i < values.length; i++) {
      values[i] = PictureChecks.inside(values[i]) ? gradient.values()[i] : 0;
    }
    return through;
  }

  @Override
  public String toString() {
    return "colour";
  }
}
