package io.retask.image.view;

import io.retask.program.PreparedProgram;
import io.retask.program.ProgramChecks;
import io.retask.program.SameShapeProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * Turns the picture about its middle by W0 radians, on mid-grey: the source of the pixel that lies
 * (y, x) from the middle is {@code (sin W0·x + cos W0·y, cos W0·x - sin W0·y)}, read bilinearly. A
 * positive angle turns what is seen anticlockwise. Distances are in pixels, so that a picture that
 * is no square keeps its proportions and loses what leaves the frame. Parameter 0: the picture as
 * it is.
 */
public final class Rotation implements SameShapeProgram {
  private static final float GREY = 0.5f;

  private final Shape shape;
  private final int height;
  private final int width;

  /**
   * A program of the box's own size.
   *
   * @param shape 3 x height x width
   */
  public Rotation(Shape shape) {
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
    return 1;
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    Sources sources = new Sources(parameters[0]);
    return (inputs, from, out) -> {
      ProgramChecks.shape(this, inputs);
      turn(sources, inputs.values(), inputs.offset(from), out.values());
    };
  }

  private void turn(Sources sources, float[] from, int begin, float[] to) {
    int plane = height * width;
    for (int at = 0; at < to.length; at += plane) {
      for (int pixel = 0; pixel < plane; pixel++) {
        to[at + pixel] = PictureChecks.clip(GREY + sources.value(from, begin + at, pixel));
      }
    }
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    Sources sources = new Sources(parameters[0]);
    int plane = height * width;
    double sum = 0;
    for (int at = 0; at < inputs.values().length; at += plane) {
      for (int pixel = 0; pixel < plane; pixel++) {
        sum +=
            (double) outputGradient.values()[at + pixel]
                * sources.slope(inputs.values(), at, pixel);
      }
    }
    return new float[] {(float) sum};
  }

  @Override
  public String toString() {
    return "rotation";
  }

  /** Where every pixel comes from: the pixel above and left of its source, and the rest. */
  private final class Sources {
    private final int[] left = new int[height * width];
    private final int[] top = new int[height * width];
    private final float[] right = new float[height * width];
    private final float[] below = new float[height * width];

    Sources(double angle) {
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      for (int pixel = 0; pixel < left.length; pixel++) {
        int row = pixel / width;
        double x = pixel - row * width - middle(width);
        double y = row - middle(height);
        double across = cos * x - sin * y + middle(width);
        double down = sin * x + cos * y + middle(height);
        left[pixel] = (int) Math.floor(across);
        top[pixel] = (int) Math.floor(down);
        right[pixel] = (float) (across - left[pixel]);
        below[pixel] = (float) (down - top[pixel]);
      }
    }

    private static double middle(int length) {
      return (length - 1) / 2.0;
    }

    /** A pixel of the plane that begins there, relative to the grey that surrounds it. */
    private float tap(float[] values, int begin, int y, int x) {
      boolean inside = y >= 0 && y < height && x >= 0 && x < width;
      return inside ? values[begin + y * width + x] - GREY : 0;
    }

    float value(float[] values, int begin, int pixel) {
      int x = left[pixel];
      int y = top[pixel];
      float u = right[pixel];
      float v = below[pixel];
      return (1 - v) * ((1 - u) * tap(values, begin, y, x) + u * tap(values, begin, y, x + 1))
          + v * ((1 - u) * tap(values, begin, y + 1, x) + u * tap(values, begin, y + 1, x + 1));
    }

    /** The derivative of the value by the angle: the source moves along a circle. */
    double slope(float[] values, int begin, int pixel) {
      int x = left[pixel];
      int y = top[pixel];
      float u = right[pixel];
      float v = below[pixel];
      float a = tap(values, begin, y, x);
      float b = tap(values, begin, y, x + 1);
      float c = tap(values, begin, y + 1, x);
      float d = tap(values, begin, y + 1, x + 1);
      double byAcross = (1 - v) * (b - a) + v * (d - c);
      double byDown = (1 - u) * (c - a) + u * (d - b);
      return byDown * (x + u - middle(width)) - byAcross * (y + v - middle(height));
    }
  }
}
