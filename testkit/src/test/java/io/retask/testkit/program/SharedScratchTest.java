package io.retask.testkit.program;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.program.AdditiveProgram;
import io.retask.program.PreparedProgram;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The contract sees a program whose threads share an array. */
final class SharedScratchTest {
  /** Copies its inputs to a field before it adds to them. */
  private static final class Scratch implements Program {
    private final AdditiveProgram sum = new AdditiveProgram(Shape.of(3, 3, 4));
    private final TensorBatch scratch = TensorBatch.allocate(sum.inputShape(), 3);

    private TensorBatch kept(TensorBatch inputs) {
      System.arraycopy(inputs.values(), 0, scratch.values(), 0, inputs.values().length);
      LockSupport.parkNanos(20_000);
      return scratch;
    }

    @Override
    public Shape inputShape() {
      return sum.inputShape();
    }

    @Override
    public Shape outputShape() {
      return sum.outputShape();
    }

    @Override
    public int parameterCount() {
      return sum.parameterCount();
    }

    @Override
    public PreparedProgram prepare(float[] parameters) {
      PreparedProgram prepared = sum.prepare(parameters);
      return (inputs, from, out) -> prepared.apply(kept(inputs), from, out);
    }

    @Override
    public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch gradient) {
      return sum.pullback(kept(inputs), parameters, gradient);
    }
  }

  private static final class Contract extends ProgramContract {
    private final Program program = new Scratch();

    @Override
    protected Program program() {
      return program;
    }
  }

  @Test
  void anArrayInAFieldIsSeen() {
    Contract contract = new Contract();
    assertThatThrownBy(contract::severalThreadsGetTheAnswersOfTheirOwnInputs)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::preparedItAnswersSeveralThreadsWithTheirOwnInputs)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::severalThreadsGetTheGradientsOfTheirOwnInputs)
        .isInstanceOf(AssertionError.class);
  }
}
