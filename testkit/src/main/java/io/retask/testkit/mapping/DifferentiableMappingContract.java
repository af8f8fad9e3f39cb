package io.retask.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.DifferentiableMapping;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of {@link DifferentiableMapping} beside those of every mapping. */
public abstract class DifferentiableMappingContract extends LabelMappingContract {
  private static final int ROWS = 3;

  @Override
  protected abstract DifferentiableMapping mapping();

  /** Raw scores of some kind whose probabilities all lie well above the floor of log-scores. */
  private Scores raw(ScoreKind kind) {
    int classes = mapping().sources();
    float[] values = new float[ROWS * classes];
    for (int i = 0; i < values.length; i++) {
      double draw = SeededDraw.uniform(51, i);
      values[i] =
          (float)
              switch (kind) {
                case LOGITS -> 2 * draw - 1;
                case LOG_PROBABILITIES -> -3 + 2 * draw;
                case PROBABILITIES, SIGMOID -> 0.2 + 0.6 * draw;
              };
    }
    return Scores.wrap(ROWS, classes, kind, values);
  }

  private float[] cotangent() {
    float[] cotangent = new float[ROWS * mapping().targets()];
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] = (float) (2 * SeededDraw.uniform(52, i) - 1);
    }
    return cotangent;
  }

  private double loss(Scores answers) {
    float[] mapped = mapping().apply(answers).values();
    float[] cotangent = cotangent();
    double loss = 0;
    for (int i = 0; i < mapped.length; i++) {
      loss += (double) mapped[i] * cotangent[i];
    }
    return loss;
  }

  @ParameterizedTest
  @EnumSource(ScoreKind.class)
  final void theGradientAgreesWithCentralDifferences(ScoreKind kind) {
    float[] gradient = mapping().pullback(raw(kind), cotangent());
    assertThat(gradient).hasSize(ROWS * mapping().sources());
    double size = 0;
    for (int i = 0; i < gradient.length; i++) {
      Scores above = raw(kind);
      Scores below = raw(kind);
      above.values()[i] += 1f / 256;
      below.values()[i] -= 1f / 256;
      double step = (double) above.values()[i] - below.values()[i];
      double slope = (loss(above) - loss(below)) / step;
      assertThat((double) gradient[i])
          .as("score %d", i)
          .isCloseTo(slope, within(2e-4 + 2e-3 * Math.abs(slope)));
      size += slope * slope;
    }
    assertThat(size).as("a gradient that is not 0").isGreaterThan(1e-4);
  }

  @Test
  final void aRowOfTheGradientDependsOnItsOwnAnswerOnly() {
    int width = mapping().sources();
    float[] all = mapping().pullback(raw(ScoreKind.LOGITS), cotangent());
    int targets = mapping().targets();
    for (int row = 0; row < ROWS; row++) {
      float[] own = Arrays.copyOfRange(cotangent(), row * targets, (row + 1) * targets);
      float[] alone = mapping().pullback(raw(ScoreKind.LOGITS).rows(row, row + 1), own);
      assertThat(alone).isEqualTo(Arrays.copyOfRange(all, row * width, (row + 1) * width));
    }
  }

  @Test
  final void answersAndSlopesStayAsTheyWere() {
    Scores answers = raw(ScoreKind.LOGITS);
    float[] cotangent = cotangent();
    mapping().pullback(answers, cotangent);
    assertThat(answers.values()).isEqualTo(raw(ScoreKind.LOGITS).values());
    assertThat(cotangent).isEqualTo(cotangent());
  }

  @Test
  final void aScoreThatWasNotToldHasNoSlope() {
    Scores answers = raw(ScoreKind.PROBABILITIES);
    answers.values()[1] = Float.NaN;
    assertThatThrownBy(() -> mapping().pullback(answers, cotangent()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a score was not told, and what is not told has no slope; use a box that tells every score");
  }
}
