package io.retask.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.program.AdditiveProgram;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.IdentityProgram;
import io.retask.program.Program;
import io.retask.program.SequenceProgram;
import io.retask.program.Smoothing;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramedProgramTest {
  private static final Shape SOURCE = Shape.of(2, 3, 2);
  private static final Shape FRAME = Shape.of(2, 6, 5);
  private static final FramedProgram PROGRAM = new FramedProgram(new FrameGeometry(SOURCE, FRAME));

  private static boolean inHole(int y, int x) {
    return y >= 1 && y < 4 && x >= 1 && x < 3;
  }

  private static float[] drawn(double scale) {
    float[] w = new float[PROGRAM.parameterCount()];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (scale * (2 * SeededDraw.uniform(3, i) - 1));
    }
    return w;
  }

  @Test
  void inputsInsideTheHoleAreUnchangedBitForBit() {
    TensorBatch inputs = SeededDraw.batch(SOURCE, 2, 4);
    float[] out = PROGRAM.apply(inputs, drawn(100)).values();
    for (int row = 0; row < 2; row++) {
      int next = row * SOURCE.size();
      for (int c = 0; c < 2; c++) {
        for (int y = 1; y < 4; y++) {
          for (int x = 1; x < 3; x++) {
            float sent = out[((row * 2 + c) * 6 + y) * 5 + x];
            assertThat(sent).isEqualTo(inputs.values()[next++]);
          }
        }
      }
    }
  }

  @Test
  void outsideStandsTheFormulaOfThePaperInParameterOrder() {
    float[] w = drawn(4);
    float[] out = PROGRAM.apply(SeededDraw.batch(SOURCE, 1, 4), w).values();
    int next = 0;
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 6; y++) {
        for (int x = 0; x < 5; x++) {
          if (!inHole(y, x)) {
            double expected = 0.5 + 0.5 * Math.tanh(w[next++]);
            assertThat((double) out[(c * 6 + y) * 5 + x]).isCloseTo(expected, within(1e-7));
          }
        }
      }
    }
    assertThat(next).isEqualTo(PROGRAM.parameterCount()).isEqualTo(48);
  }

  @Test
  void zeroParametersAreTheZerosOfThePapersScale() {
    TensorBatch out = PROGRAM.apply(SeededDraw.batch(SOURCE, 1, 4), new float[48]);
    assertThat(out.values()[0]).isEqualTo(0.5f);
  }

  @Test
  void theGradientOfTheInputsIsThatOfTheHole() {
    TensorBatch gradient = SeededDraw.batch(FRAME, 2, 9);
    TensorBatch inputs = SeededDraw.batch(SOURCE, 2, 4);
    TensorBatch back = PROGRAM.inputPullback(inputs, drawn(1), gradient);
    assertThat(back.shape()).isEqualTo(SOURCE);
    assertThat(back.values()[0]).isEqualTo(gradient.values()[6]);
    assertThat(back.values()[23]).isEqualTo(gradient.values()[((2 + 1) * 6 + 3) * 5 + 2]);
  }

  @Test
  void offsetsAreRoundedDown() {
    FrameGeometry geometry = new FrameGeometry(SOURCE, FRAME);
    assertThat(geometry.offset(0)).isZero();
    assertThat(geometry.offset(1)).isEqualTo(1);
    assertThat(geometry.offset(2)).isEqualTo(1);
    assertThat(geometry.border()).isEqualTo(48);
  }

  @Test
  void aHoleLargerThanTheFrameIsRefused() {
    assertThatThrownBy(() -> new FrameGeometry(Shape.of(3, 8, 8), Shape.of(3, 7, 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "inputs of 3x8x8 do not fit into a frame of 3x7x9; choose a source shape of the same rank that is nowhere larger");
  }

  @Test
  void aHoleOfAnotherRankIsRefused() {
    assertThatThrownBy(() -> new FrameGeometry(Shape.of(8, 8), Shape.of(3, 9, 9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClippedAdditionHasNoGradient() {
    Program additive = new AdditiveProgram(Shape.of(2));
    TensorBatch inputs = TensorBatch.wrap(Shape.of(2), 1, new float[] {0.9f, 0.5f});
    TensorBatch ones = TensorBatch.wrap(Shape.of(2), 1, new float[] {1, 1});
    float[] gradient = additive.pullback(inputs, new float[] {2, 0}, ones);
    assertThat(gradient).containsExactly(0, 0.5f);
  }

  @Test
  void stagesThatDoNotFitAreRefused() {
    Program first = new AdditiveProgram(Shape.of(4));
    Program second = new IdentityProgram(Shape.of(5));
    assertThatThrownBy(() -> new SequenceProgram(List.of(first, second)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stage 0 makes 4, but stage 1 takes 5");
    assertThatThrownBy(() -> new SequenceProgram(List.of()))
        .hasMessage("a sequence has 1 program or more, but this one has none");
  }

  @Test
  void smoothingInGreyLevelsMovesTheInputsByThatMuch() {
    assertThat(Smoothing.radius(0.1).beta(500)).isEqualTo(0.1);
    double beta = Smoothing.greyLevels(2).beta(268_203);
    assertThat(beta).isCloseTo(2 * Math.sqrt(268_203) / 127.5, within(1e-12));
    assertThatThrownBy(() -> Smoothing.greyLevels(0))
        .hasMessage("the smoothing must be a positive number, but it is 0.0");
  }
}
