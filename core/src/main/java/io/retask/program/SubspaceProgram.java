package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * A program whose many parameters are W = A·v for a few v: the search is over v. Independent v of
 * variance 1 make W of mean square about 1, so that spreads and radii mean the same for every
 * subspace.
 */
public final class SubspaceProgram implements Program, InputPullback {
  private final Program full;
  private final InputPullback inputs;
  private final Subspace subspace;
  private final Basis basis;

  private SubspaceProgram(Program full, InputPullback inputs, Subspace subspace, Basis basis) {
    this.full = full;
    this.inputs = inputs;
    this.subspace = subspace;
    this.basis = basis;
    if (basis.length() == 0) {
      throw new IllegalArgumentException(
          "'%s' has no parameters to search a subspace of; make the hole smaller".formatted(full));
    }
  }

  /**
   * The border of a framed program, in a subspace.
   *
   * @throws IllegalArgumentException if the hole fills the frame
   */
  public static SubspaceProgram of(FramedProgram full, Subspace subspace) {
    return new SubspaceProgram(full, full, subspace, subspace.around(full.geometry()));
  }

  /** An additive program, in a subspace. */
  public static SubspaceProgram of(AdditiveProgram full, Subspace subspace) {
    return new SubspaceProgram(full, full, subspace, subspace.over(full.outputShape()));
  }

  /** The program whose parameters W are. */
  public Program full() {
    return full;
  }

  /** Which W are searched. */
  public Subspace subspace() {
    return subspace;
  }

  @Override
  public Shape inputShape() {
    return full.inputShape();
  }

  @Override
  public Shape outputShape() {
    return full.outputShape();
  }

  @Override
  public int parameterCount() {
    return basis.size();
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    return full.prepare(basis.expand(parameters));
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    return basis.project(full.pullback(inputs, basis.expand(parameters), outputGradient));
  }

  @Override
  public TensorBatch inputPullback(
      TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    return this.inputs.inputPullback(inputs, basis.expand(parameters), outputGradient);
  }

  @Override
  public String toString() {
    return "%s in a subspace of %d".formatted(full, parameterCount());
  }
}
