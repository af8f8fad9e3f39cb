package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;

/**
 * The program of BAR (arXiv 2007.08714): the target input in the centre, learned values around it.
 *
 * <p>The paper writes X = pad(x) + tanh(W ∘ M) on the scale [-1,1], with M = 0 under the data and
 * zeros around the data in pad(x). On the scale [0,1] of this library that is: the input unchanged,
 * bit for bit, inside the hole, and 0.5 + 0.5·tanh(W) outside.
 *
 * <p>Parameters: the d values outside the hole only, row-major. The paper keeps W at the full size
 * D of the box. Values under the data have no effect there, so a direction drawn over all D wastes
 * the part d/D of its squared length that the hole covers and its estimate must be scaled by D, not
 * by d; leaving them out searches the same programs with less noise.
 */
public final class FramedProgram implements Program, InputPullback {
  private final FrameGeometry geometry;
  private final int[] runs;

  /** A program for one placement. */
  public FramedProgram(FrameGeometry geometry) {
    this.geometry = geometry;
    this.runs = geometry.runStarts();
  }

  /** Where the input stands. */
  public FrameGeometry geometry() {
    return geometry;
  }

  @Override
  public Shape inputShape() {
    return geometry.source();
  }

  @Override
  public Shape outputShape() {
    return geometry.frame();
  }

  @Override
  public int parameterCount() {
    return geometry.border();
  }

  /** {@inheritDoc} All rows share the border, so that tanh is taken once. */
  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    float[] border = border(parameters);
    return (inputs, from, out) -> {
      ProgramChecks.shape(this, inputs);
      for (int row = 0; row < out.count(); row++) {
        System.arraycopy(border, 0, out.values(), out.offset(row), border.length);
        fillHole(inputs, from + row, out, row);
      }
    };
  }

  /** A frame with an empty hole. */
  private float[] border(float[] parameters) {
    float[] painted = new float[parameters.length];
    for (int i = 0; i < painted.length; i++) {
      painted[i] = 0.5f + 0.5f * Tanh.of(parameters[i]);
    }
    float[] frame = new float[outputShape().size()];
    int next = 0;
    int from = 0;
    for (int run = 0; run <= runs.length; run++) {
      int length = (run < runs.length ? runs[run] : frame.length) - from;
      System.arraycopy(painted, next, frame, from, length);
      next += length;
      from += length + geometry.runLength();
    }
    return frame;
  }

  private void fillHole(TensorBatch inputs, int input, TensorBatch out, int row) {
    int length = geometry.runLength();
    int source = inputs.offset(input);
    for (int run : runs) {
      System.arraycopy(inputs.values(), source, out.values(), out.offset(row) + run, length);
      source += length;
    }
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    double[] sums = sums(outputGradient);
    float[] gradient = new float[parameters.length];
    int next = 0;
    int from = 0;
    for (int run = 0; run <= runs.length; run++) {
      int to = run < runs.length ? runs[run] : sums.length;
      for (int i = from; i < to; i++, next++) {
        double tanh = Tanh.of(parameters[next]);
        gradient[next] = (float) (0.5 * (1 - tanh * tanh) * sums[i]);
      }
      from = to + geometry.runLength();
    }
    return gradient;
  }

  /** {@inheritDoc} The part of the gradient that lies in the hole. */
  @Override
  public TensorBatch inputPullback(
      TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    TensorBatch gradient = TensorBatch.allocate(inputShape(), inputs.count());
    int next = 0;
    for (int row = 0; row < inputs.count(); row++) {
      int offset = outputGradient.offset(row);
      for (int run : runs) {
        System.arraycopy(
            outputGradient.values(), offset + run, gradient.values(), next, geometry.runLength());
        next += geometry.runLength();
      }
    }
    return gradient;
  }

  /** The sum over the rows of a batch. */
  private static double[] sums(TensorBatch batch) {
    double[] sums = new double[batch.shape().size()];
    for (int row = 0; row < batch.count(); row++) {
      int offset = batch.offset(row);
      Arrays.setAll(sums, i -> sums[i] + batch.values()[offset + i]);
    }
    return sums;
  }

  @Override
  public String toString() {
    return "framed " + inputShape() + " in " + outputShape();
  }
}
