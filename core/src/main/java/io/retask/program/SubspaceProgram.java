package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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

  /** W of the last v: one set of parameters serves thousands of rows. */
  private final AtomicReference<@Nullable Expanded> last = new AtomicReference<>();

  private static final class Expanded {
    final float[] parameters;
    final float[] full;

    Expanded(float[] parameters, float[] full) {
      this.parameters = parameters;
      this.full = full;
    }
  }

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

  private float[] expanded(float[] parameters) {
    Expanded known = last.get();
    if (known == null || !Arrays.equals(known.parameters, parameters)) {
      known = new Expanded(parameters.clone(), basis.expand(parameters));
      last.set(known);
    }
    return known.full;
  }

  @Override
  public TensorBatch apply(TensorBatch inputs, float[] parameters) {
    ProgramChecks.inputs(this, inputs, parameters);
    return full.apply(inputs, expanded(parameters));
  }

  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    return basis.project(full.pullback(inputs, expanded(parameters), outputGradient));
  }

  @Override
  public TensorBatch inputPullback(
      TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    return this.inputs.inputPullback(inputs, expanded(parameters), outputGradient);
  }

  @Override
  public String toString() {
    return "%s in a subspace of %d".formatted(full, parameterCount());
  }
}
