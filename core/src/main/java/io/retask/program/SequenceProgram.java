package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Programs one after another; the parameters of the first stand first.
 *
 * <p>{@link #pullback} reaches through a stage with respect to its inputs only where that stage is
 * an {@link InputPullback}; the first stage never needs it.
 */
public final class SequenceProgram implements Program {
  private final List<Program> stages;
  private final int parameterCount;

  /**
   * A chain of programs, in the order in which they are applied.
   *
   * @throws IllegalArgumentException if there is none, or if one does not take what the one before
   *     it makes
   */
  public SequenceProgram(List<Program> stages) {
    this.stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a sequence has 1 program or more, but this one has none");
    }
    for (int i = 1; i < stages.size(); i++) {
      if (!stages.get(i).inputShape().equals(stages.get(i - 1).outputShape())) {
        throw new IllegalArgumentException(
            "stage %d makes %s, but stage %d takes %s"
                .formatted(i - 1, stages.get(i - 1).outputShape(), i, stages.get(i).inputShape()));
      }
    }
    this.parameterCount = this.stages.stream().mapToInt(Program::parameterCount).sum();
  }

  /** The programs, in the order in which they are applied. */
  public List<Program> stages() {
    return stages;
  }

  @Override
  public Shape inputShape() {
    return stages.get(0).inputShape();
  }

  @Override
  public Shape outputShape() {
    return stages.get(stages.size() - 1).outputShape();
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  @Override
  public PreparedProgram prepare(float[] parameters) {
    ProgramChecks.parameters(this, parameters);
    List<PreparedProgram> ready = new ArrayList<>();
    for (int stage = 0; stage < stages.size(); stage++) {
      ready.add(stages.get(stage).prepare(part(stage, parameters)));
    }
    return (inputs, from, out) -> {
      TensorBatch now = inputs;
      int first = from;
      for (int stage = 0; stage < ready.size() - 1; stage++) {
        TensorBatch next = TensorBatch.allocate(stages.get(stage).outputShape(), out.count());
        ready.get(stage).apply(now, first, next);
        now = next;
        first = 0;
      }
      ready.get(ready.size() - 1).apply(now, first, out);
    };
  }

  private TensorBatch applyFirst(int count, TensorBatch inputs, float[] parameters) {
    TensorBatch batch = inputs;
    for (int stage = 0; stage < count; stage++) {
      batch = stages.get(stage).apply(batch, part(stage, parameters));
    }
    return batch;
  }

  private float[] part(int stage, float[] parameters) {
    int from = begin(stage);
    return Arrays.copyOfRange(parameters, from, from + stages.get(stage).parameterCount());
  }

  private int begin(int stage) {
    return stages.subList(0, stage).stream().mapToInt(Program::parameterCount).sum();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if a later stage cannot be differentiated by its inputs and an
   *     earlier one has parameters
   */
  @Override
  public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
    ProgramChecks.inputs(this, inputs, parameters);
    ProgramChecks.gradient(this, inputs, outputGradient);
    float[] gradient = new float[parameterCount];
    TensorBatch backward = outputGradient;
    for (int stage = stages.size() - 1; stage >= 0 && begin(stage + 1) > 0; stage--) {
      Program program = stages.get(stage);
      TensorBatch before = applyFirst(stage, inputs, parameters);
      float[] own = part(stage, parameters);
      float[] found = program.pullback(before, own, backward);
      System.arraycopy(found, 0, gradient, begin(stage), found.length);
      if (begin(stage) > 0) {
        backward = differentiable(program).inputPullback(before, own, backward);
      }
    }
    return gradient;
  }

  private static InputPullback differentiable(Program program) {
    if (program instanceof InputPullback able) {
      return able;
    }
    throw new IllegalStateException(
        "no gradient passes through the inputs of '%s'; put it first, or train without gradients"
            .formatted(program));
  }

  @Override
  public String toString() {
    return stages.stream().map(Program::toString).collect(Collectors.joining(" then "));
  }
}
