package io.retask.image.view;

import io.retask.program.PreparedProgram;
import io.retask.program.Program;
import io.retask.program.ProgramChecks;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * The picture made small: every output pixel is the mean of the area that it covers, parts of
 * pixels by their share. What a classifier that never asks the box is given; no parameters.
 */
public final class AreaMean implements Program {
  private static final int SIDE = 16;
  private static final float[] NONE = {};
  private final int side;
  private final Shape input;
  private final Shape output;
  private final Areas across;
  private final Areas down;

  /**
   * A reduction.
   *
   * @param input {@code 3 x height x width}
   * @param side the longest that height and width may be afterwards; a shorter axis stays
   */
  public AreaMean(Shape input, int side) {
    PictureChecks.picture(input);
    if (side < 1) {
      throw new IllegalArgumentException("a picture has a side of 1 or more, not " + side);
    }
    this.side = side;
    this.input = input;
    this.output = Shape.of(3, Math.min(side, input.axis(1)), Math.min(side, input.axis(2)));
    this.down = new Areas(input.axis(1), output.axis(1));
    this.across = new Areas(input.axis(2), output.axis(2));
  }

  /** The reduction to 16 x 16 that raw classifiers of pictures are given (methods, section 15). */
  public static AreaMean small(Shape input) {
    return new AreaMean(input, SIDE);
  }

  /** The longest that height and width may be. */
  public int side() {
    return side;
  }

  @Override
  public Shape inputShape() {
    return input;
  }

  @Override
  public Shape outputShape() {
    return output;
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
      int source = input.axis(1) * input.axis(2);
      int target = output.axis(1) * output.axis(2);
      double[] rows = new double[output.axis(1) * input.axis(2)];
      for (int plane = 0; plane < 3 * out.count(); plane++) {
        shrinkRows(inputs.values(), inputs.offset(from) + plane * source, rows);
        shrinkColumns(rows, out.values(), plane * target);
      }
    };
  }

  private void shrinkRows(float[] in, int begin, double[] rows) {
    int width = input.axis(2);
    for (int y = 0; y < output.axis(1); y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int i = down.first(y); i < down.end(y); i++) {
          sum += down.share(y, i) * in[begin + i * width + x];
        }
        rows[y * width + x] = sum;
      }
    }
  }

  private void shrinkColumns(double[] rows, float[] out, int begin) {
    int width = output.axis(2);
    for (int y = 0; y < output.axis(1); y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int i = across.first(x); i < across.end(x); i++) {
          sum += across.share(x, i) * rows[y * input.axis(2) + i];
        }
        out[begin + y * width + x] = PictureChecks.clip((float) sum);
      }
    }
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    return NONE;
  }

  @Override
  public String toString() {
    return "area mean of " + output;
  }

  /**
   * Which pixels of one axis lie in the area of each new pixel.
   *
   * @param from the old length
   * @param to the new length, at most the old one
   */
  private record Areas(int from, int to) {
    int first(int i) {
      return (int) ((long) i * from / to);
    }

    int end(int i) {
      return (int) (((i + 1L) * from + to - 1) / to);
    }

    /** The part of area i that pixel {@code at} fills. */
    double share(int i, int at) {
      long begin = Math.max((long) i * from, (long) at * to);
      long end = Math.min((i + 1L) * from, (at + 1L) * to);
      return (double) (end - begin) / from;
    }
  }
}
