package io.retask.image.view;

import io.retask.program.PreparedProgram;
import io.retask.program.ProgramChecks;
import io.retask.program.SameShapeProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * k x k small copies of the picture, side by side: the source of position p of copy t, each from -1
 * to 1, is {@code k·p + k - 1 - 2t}. Mirrored, every other copy is turned round, so that equal
 * edges meet. Shrinking does not alias; at a seam both copies fade into one another. No parameters.
 */
public final class Tiling implements SameShapeProgram {
  private static final float GREY = 0.5f;
  private static final float[] NONE = {};

  private final Shape shape;
  private final int copies;
  private final boolean mirrored;
  private final Taps[] across;
  private final Taps[] down;

  /**
   * A tiling of the box's own size.
   *
   * @param shape 3 x height x width
   * @param copies k: 2 to the shorter side
   * @param mirrored whether every other copy is turned round
   */
  public Tiling(Shape shape, int copies, boolean mirrored) {
    this.shape = PictureChecks.picture(shape);
    int most = Math.min(shape.axis(1), shape.axis(2));
    if (copies < 2 || copies > most) {
      throw new IllegalArgumentException(
          "a tiling of %s has 2 to %d copies a side, but %d were asked for"
              .formatted(shape, most, copies));
    }
    this.copies = copies;
    this.mirrored = mirrored;
    this.down = taps(shape.axis(1));
    this.across = taps(shape.axis(2));
  }

  private Taps[] taps(int length) {
    return IntStream.range(0, copies)
        .mapToObj(
            copy -> {
              int sign = mirrored && copy % 2 == 1 ? -1 : 1;
              int shift = copies - 1 - 2 * copy;
              return Taps.of(length, sign * copies, sign * shift, Taps.Part.VALUE);
            })
        .toArray(Taps[]::new);
  }

  /** k: there are k x k copies. */
  public int copies() {
    return copies;
  }

  /** Whether every other copy is turned round. */
  public boolean isMirrored() {
    return mirrored;
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
      int begin = inputs.offset(from);
      int plane = shape.axis(1) * shape.axis(2);
      float[][] space = new float[4][plane];
      for (int at = 0; at < out.values().length; at += plane) {
        for (int i = 0; i < plane; i++) {
          space[0][i] = inputs.values()[begin + at + i] - GREY;
        }
        tile(space);
        for (int i = 0; i < plane; i++) {
          out.values()[at + i] = PictureChecks.clip(space[2][i] + GREY);
        }
      }
    };
  }

  /** The first of four planes tiled, in the third; both axes are sums over their copies. */
  private void tile(float[][] space) {
    Arrays.fill(space[1], 0);
    Arrays.fill(space[2], 0);
    for (Taps copy : across) {
      copy.across(space[0], space[3], shape.axis(1));
      add(space[3], space[1]);
    }
    for (Taps copy : down) {
      copy.down(space[1], space[3], shape.axis(2));
      add(space[3], space[2]);
    }
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
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
    return (mirrored ? "mirrored " : "") + "tiling " + copies + "x" + copies;
  }
}
