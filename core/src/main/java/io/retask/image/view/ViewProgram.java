package io.retask.image.view;

import io.retask.program.IdentityProgram;
import io.retask.program.PreparedProgram;
import io.retask.program.Program;
import io.retask.program.ProgramChecks;
import io.retask.program.SameShapeProgram;
import io.retask.program.SequenceProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Placement, then colour, then contrast, then a pattern; clipped to [0,1] after each. With all
 * parameters 0 it is the identity, bit for bit.
 *
 * <p>Parameters in order: 4 of placement (horizontal factor - 1, horizontal shift, vertical factor
 * - 1, vertical shift; in units of half the picture), 9 of the colour matrix - I, row-major, 1 of
 * contrast gain - 1, then k x k cosine coefficients a channel and the amplitude of their pattern.
 */
public final class ViewProgram implements SameShapeProgram {
  static final int COLOUR = 4;
  static final int CONTRAST = 13;
  static final int PATTERN = 14;

  private final Shape shape;
  private final List<Program> stages;
  private final SequenceProgram sequence;
  private final int patternSide;

  /**
   * A program of the box's own size.
   *
   * @param shape 3 x height x width
   * @param patternSide k, from 1 to the shorter side
   */
  public ViewProgram(Shape shape, int patternSide) {
    this.shape = PictureChecks.picture(shape);
    this.patternSide = patternSide;
    this.stages =
        List.of(
            new Placement(shape),
            new Colour(shape),
            new Contrast(shape),
            new Pattern(shape, patternSide));
    this.sequence = new SequenceProgram(stages);
  }

  /** k: the pattern has k x k coefficients a channel. */
  public int patternSide() {
    return patternSide;
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public int parameterCount() {
    return sequence.parameterCount();
  }

  /** {@inheritDoc} Every stage is the identity at 0, so most views skip most of them. */
  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    List<Program> used = new ArrayList<>();
    float[] joined = new float[parameters.length];
    int begin = 0;
    int count = 0;
    for (Program stage : stages) {
      float[] own = Arrays.copyOfRange(parameters, begin, begin + stage.parameterCount());
      begin += own.length;
      if (!isZero(own)) {
        used.add(stage);
        System.arraycopy(own, 0, joined, count, own.length);
        count += own.length;
      }
    }
    Program needed = used.isEmpty() ? new IdentityProgram(shape) : new SequenceProgram(used);
    return needed.prepare(Arrays.copyOf(joined, count));
  }

  private static boolean isZero(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    return sequence.pullback(inputs, parameters, outputGradient);
  }

  @Override
  public String toString() {
    return sequence.toString();
  }
}
