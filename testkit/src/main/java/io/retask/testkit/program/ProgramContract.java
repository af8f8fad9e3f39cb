package io.retask.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.program.PreparedProgram;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import io.retask.testkit.concurrent.AtOnce;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The laws of {@link Program}; a new program is tested by a subclass that makes one. */
public abstract class ProgramContract {
  private static final int ROWS = 3;

  /** The program under test; small, as every parameter is moved by itself. */
  protected abstract Program program();

  /** Inputs that stay away from 0 and 1, where clipping has no derivative. */
  protected final TensorBatch inputs() {
    return inputs(11);
  }

  private TensorBatch inputs(long seed) {
    TensorBatch batch = SeededDraw.batch(program().inputShape(), ROWS, seed);
    for (int i = 0; i < batch.values().length; i++) {
      batch.values()[i] = 0.3f + 0.4f * batch.values()[i];
    }
    return batch;
  }

  /** Parameters between -scale and scale. */
  protected final float[] parameters(double scale) {
    float[] parameters = new float[program().parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) (scale * (2 * SeededDraw.uniform(12, i) - 1));
    }
    return parameters;
  }

  @Test
  final void oneRowOfTheBoxesShapeForEachInput() {
    TensorBatch out = program().apply(inputs(), parameters(1));
    assertThat(out.count()).isEqualTo(ROWS);
    assertThat(out.shape()).isEqualTo(program().outputShape());
  }

  @Test
  final void preparedItMakesTheSameOfAnyRowsAndWritesOverWhatWasThere() {
    TensorBatch all = program().apply(inputs(), parameters(1));
    PreparedProgram prepared = program().prepare(parameters(1));
    for (int from = 0; from <= ROWS; from++) {
      for (int to = from; to <= ROWS; to++) {
        TensorBatch used = SeededDraw.batch(program().outputShape(), to - from, 14);
        prepared.apply(inputs(), from, used);
        assertThat(used.values()).isEqualTo(all.rows(from, to).values());
      }
    }
  }

  @Test
  final void noRowsGiveNoRows() {
    TensorBatch none = TensorBatch.allocate(program().inputShape(), 0);
    assertThat(program().apply(none, parameters(1)).count()).isZero();
  }

  @Test
  final void outputsLieInTheUnitRangeHoweverLargeTheParameters() {
    TensorBatch inputs = SeededDraw.batch(program().inputShape(), ROWS, 13);
    Arrays.fill(inputs.values(), 0, 2, 1f);
    for (double scale : new double[] {0, 1, 50, 1e30}) {
      for (float value : program().apply(inputs, parameters(scale)).values()) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
  }

  @Test
  final void aRowDependsOnItsOwnInputOnly() {
    TensorBatch all = program().apply(inputs(), parameters(1));
    for (int row = 0; row < ROWS; row++) {
      TensorBatch alone = program().apply(inputs().rows(row, row + 1), parameters(1));
      assertThat(alone.values()).isEqualTo(all.rows(row, row + 1).values());
    }
  }

  @Test
  final void inputsAndParametersStayAsTheyWere() {
    TensorBatch inputs = inputs();
    float[] parameters = parameters(1);
    TensorBatch out = program().apply(inputs, parameters);
    Arrays.fill(out.values(), 0.25f);
    program().pullback(inputs, parameters, out);
    assertThat(inputs.values()).isEqualTo(inputs().values());
    assertThat(parameters).isEqualTo(parameters(1));
  }

  @Test
  final void severalThreadsGetTheAnswersOfTheirOwnInputs() throws InterruptedException {
    Program program = program();
    AtOnce.asInTurn(i -> program.apply(inputs(20 + i), parameters(1.0 / (1 + i))).values());
  }

  @Test
  final void preparedItAnswersSeveralThreadsWithTheirOwnInputs() throws InterruptedException {
    PreparedProgram prepared = program().prepare(parameters(1));
    Shape shape = program().outputShape();
    AtOnce.asInTurn(
        i -> {
          TensorBatch out = TensorBatch.allocate(shape, ROWS);
          prepared.apply(inputs(20 + i), 0, out);
          return out.values();
        });
  }

  @Test
  final void severalThreadsGetTheGradientsOfTheirOwnInputs() throws InterruptedException {
    Program program = program();
    TensorBatch weights = SeededDraw.batch(program.outputShape(), ROWS, 14);
    AtOnce.asInTurn(i -> program.pullback(inputs(20 + i), parameters(1.0 / (1 + i)), weights));
  }

  @Test
  final void parametersAreNotKept() {
    float[] parameters = parameters(1);
    PreparedProgram prepared = program().prepare(parameters);
    Arrays.fill(parameters, 0.75f);
    TensorBatch out = TensorBatch.allocate(program().outputShape(), ROWS);
    prepared.apply(inputs(), 0, out);
    assertThat(out.values()).isEqualTo(program().apply(inputs(), parameters(1)).values());
  }

  @Test
  final void theGradientAgreesWithFiniteDifferences() {
    TensorBatch weights = SeededDraw.batch(program().outputShape(), ROWS, 14);
    float[] at = parameters(0.3);
    float[] gradient = program().pullback(inputs(), at, weights);
    assertThat(gradient).hasSize(at.length);
    double step = 1.0 / 256;
    for (int i = 0; i < at.length; i++) {
      float kept = at[i];
      at[i] = (float) (kept + step);
      double above = weighted(at, weights);
      at[i] = (float) (kept - step);
      double below = weighted(at, weights);
      at[i] = kept;
      assertThat((double) gradient[i])
          .isCloseTo((above - below) / (2 * step), org.assertj.core.data.Offset.offset(2e-4));
    }
  }

  private double weighted(float[] parameters, TensorBatch weights) {
    float[] out = program().apply(inputs(), parameters).values();
    return IntStream.range(0, out.length)
        .mapToDouble(i -> (double) out[i] * weights.values()[i])
        .sum();
  }

  @Test
  final void everyParameterMatters() {
    float[] at = parameters(0.3);
    float[] before = program().apply(inputs(), at).values();
    for (int i = 0; i < at.length; i++) {
      float[] moved = at.clone();
      moved[i] += 0.5f;
      assertThat(program().apply(inputs(), moved).values()).isNotEqualTo(before);
    }
  }

  @Test
  final void inputsOfAnotherShapeAreRefusedWithBothShapes() {
    TensorBatch other = TensorBatch.allocate(Shape.of(7, 1, 7), 1);
    TensorBatch out = TensorBatch.allocate(program().outputShape(), 1);
    String text =
        "the program takes inputs of %s, but the batch is 1x7x1x7"
            .formatted(program().inputShape());
    assertThatThrownBy(() -> program().apply(other, parameters(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text);
    assertThatThrownBy(() -> program().prepare(parameters(1)).apply(other, 0, out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text);
  }

  @Test
  final void anotherNumberOfParametersIsRefusedWithBothNumbers() {
    int count = program().parameterCount();
    String text = "the program has %d parameters, but %d were given".formatted(count, count + 1);
    assertThatThrownBy(() -> program().apply(inputs(), new float[count + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text);
    assertThatThrownBy(() -> program().prepare(new float[count + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text);
  }

  @Test
  final void aGradientOfAnotherBatchIsRefused() {
    TensorBatch one = TensorBatch.allocate(program().outputShape(), 1);
    assertThatThrownBy(() -> program().pullback(inputs(), parameters(1), one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the gradient of 3 outputs is 3x%s, but the batch is 1x%s"
                .formatted(program().outputShape(), program().outputShape()));
  }
}
