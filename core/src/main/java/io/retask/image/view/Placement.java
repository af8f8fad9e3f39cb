package io.retask.image.view;

import io.retask.program.PreparedProgram;
import io.retask.program.ProgramChecks;
import io.retask.program.SameShapeProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * Crops, shrinks, shifts and mirrors: the source of position (v, u), each from -1 to 1, is {@code
 * ((1 + W2)·v + W3, (1 + W0)·u + W1)}. A factor below 1 enlarges a part, one above 1 shrinks the
 * picture on mid-grey, a negative one mirrors. All parameters 0: the picture as it is. Factors end
 * at 16 and shifts at 32 either way; there the picture is a speck or gone.
 */
final class Placement implements SameShapeProgram {
  private static final float GREY = 0.5f;
  private static final double FACTOR = 16;
  private static final double SHIFT = 32;

  private final Shape shape;
  private final int height;
  private final int width;

  Placement(Shape shape) {
    this.shape = PictureChecks.picture(shape);
    this.height = shape.axis(1);
    this.width = shape.axis(2);
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public int parameterCount() {
    return 4;
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    Taps across = columns(parameters, Taps.Part.VALUE);
    Taps down = rows(parameters, Taps.Part.VALUE);
    return (inputs, from, out) -> {
      ProgramChecks.shape(this, inputs);
      int begin = inputs.offset(from);
      float[][] space = {new float[height * width], new float[height * width]};
      for (int at = 0; at < out.values().length; at += height * width) {
        resample(inputs.values(), begin + at, across, down, space);
        for (int i = 0; i < height * width; i++) {
          out.values()[at + i] = PictureChecks.clip(space[0][i] + GREY);
        }
      }
    };
  }

  private Taps columns(float[] parameters, Taps.Part part) {
    return Taps.of(width, within(1.0 + parameters[0], FACTOR), within(parameters[1], SHIFT), part);
  }

  private Taps rows(float[] parameters, Taps.Part part) {
    return Taps.of(height, within(1.0 + parameters[2], FACTOR), within(parameters[3], SHIFT), part);
  }

  private static double within(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }

  /** One plane relative to grey, into the first of two planes of working space. */
  private void resample(float[] from, int at, Taps across, Taps down, float[][] space) {
    for (int i = 0; i < space[0].length; i++) {
      space[0][i] = from[at + i] - GREY;
    }
    across.across(space[0], space[1], height);
    down.down(space[1], space[0], width);
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    Taps across = columns(parameters, Taps.Part.VALUE);
    Taps down = rows(parameters, Taps.Part.VALUE);
    float[] slopes = {
      slope(inputs, columns(parameters, Taps.Part.BY_FACTOR), down, outputGradient),
      slope(inputs, columns(parameters, Taps.Part.BY_SHIFT), down, outputGradient),
      slope(inputs, across, rows(parameters, Taps.Part.BY_FACTOR), outputGradient),
      slope(inputs, across, rows(parameters, Taps.Part.BY_SHIFT), outputGradient)
    };
    for (int i = 0; i < 4; i++) {
      double value = i % 2 == 0 ? 1.0 + parameters[i] : parameters[i];
      // beyond its end a parameter changes nothing
      slopes[i] = Math.abs(value) > (i % 2 == 0 ? FACTOR : SHIFT) ? 0 : slopes[i];
    }
    return slopes;
  }

  /** The output is linear in the weights, so its derivative is the same sum with theirs. */
  private float slope(TensorBatch inputs, Taps across, Taps down, TensorBatch gradient) {
    double sum = 0;
    float[][] space = {new float[height * width], new float[height * width]};
    for (int at = 0; at < inputs.values().length; at += height * width) {
      resample(inputs.values(), at, across, down, space);
      for (int i = 0; i < height * width; i++) {
        sum += (double) space[0][i] * gradient.values()[at + i];
      }
    }
    return (float) sum;
  }

  @Override
  public String toString() {
    return "placement";
  }
}
