package io.retask.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.LabelMapping;
import io.retask.testkit.blackbox.SeededDraw;
import io.retask.testkit.concurrent.AtOnce;
import org.junit.jupiter.api.Test;

/** The laws of {@link LabelMapping}; a new mapping is tested by a subclass that makes one. */
public abstract class LabelMappingContract {
  private static final int ROWS = 5;

  /** The mapping under test. */
  protected abstract LabelMapping mapping();

  /** Probabilities for some rows. */
  protected final Scores answers() {
    return answers(21);
  }

  private Scores answers(long seed) {
    int classes = mapping().sources();
    float[] values = new float[ROWS * classes];
    for (int row = 0; row < ROWS; row++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += 0.01 + SeededDraw.uniform(seed, row * classes + k);
      }
      for (int k = 0; k < classes; k++) {
        values[row * classes + k] =
            (float) ((0.01 + SeededDraw.uniform(seed, row * classes + k)) / sum);
      }
    }
    return Scores.wrap(ROWS, classes, ScoreKind.PROBABILITIES, values);
  }

  @Test
  final void aRowOfTargetScoresForEachAnswer() {
    Scores mapped = mapping().apply(answers());
    assertThat(mapped.count()).isEqualTo(ROWS);
    assertThat(mapped.classes()).isEqualTo(mapping().targets());
  }

  @Test
  final void targetScoresLieInTheUnitRange() {
    for (float value : mapping().apply(answers()).values()) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  final void severalThreadsGetTheScoresOfTheirOwnAnswers() throws InterruptedException {
    LabelMapping mapping = mapping();
    AtOnce.asInTurn(i -> mapping.apply(answers(30 + i)).values());
  }

  @Test
  final void aRowDependsOnItsOwnAnswerOnly() {
    Scores all = mapping().apply(answers());
    for (int row = 0; row < ROWS; row++) {
      Scores alone = mapping().apply(answers().rows(row, row + 1));
      assertThat(alone.values()).isEqualTo(all.rows(row, row + 1).values());
    }
  }

  @Test
  final void anUntoldScoreCountsWithItsBound() {
    float[] told = answers().values().clone();
    for (int i = 0; i < told.length; i += 2) {
      told[i] = Float.NaN;
    }
    Scores answers = Scores.wrap(ROWS, mapping().sources(), ScoreKind.PROBABILITIES, told);
    float[] mapped = mapping().apply(answers).values();
    assertThat(mapped).isEqualTo(mapping().apply(answers.censored()).values());
    assertThat(mapped).doesNotContain(Float.NaN);
  }

  @Test
  final void answersStayAsTheyWere() {
    Scores answers = answers();
    mapping().apply(answers);
    assertThat(answers.values()).isEqualTo(answers().values());
  }

  @Test
  final void noAnswersGiveNoScores() {
    assertThat(mapping().apply(answers().rows(0, 0)).count()).isZero();
  }

  @Test
  final void answersOfAnotherLengthAreRefused() {
    int wrong = mapping().sources() + 1;
    Scores other = Scores.wrap(1, wrong, ScoreKind.PROBABILITIES, new float[wrong]);
    assertThatThrownBy(() -> mapping().apply(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(wrong))
        .hasMessageContaining(String.valueOf(mapping().sources()));
  }
}
