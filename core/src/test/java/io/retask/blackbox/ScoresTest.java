package io.retask.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final float NAN = Float.NaN;

  private static Scores row(ScoreKind kind, float... values) {
    return Scores.wrap(1, values.length, kind, values);
  }

  private static void close(float[] found, double... wanted) {
    assertThat(found).hasSize(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) found[i]).as("score %d", i).isCloseTo(wanted[i], within(1e-6));
    }
  }

  @Test
  void whatIsLeftOverIsDividedAmongTheUntold() {
    Scores told = row(ScoreKind.PROBABILITIES, 0.7f, NAN, 0.2f, NAN, NAN, NAN);
    close(told.censored().values(), 0.7, 0.025, 0.2, 0.025, 0.025, 0.025);
    close(
        told.logScores(),
        Math.log(0.7),
        Math.log(0.025),
        Math.log(0.2),
        Math.log(0.025),
        Math.log(0.025),
        Math.log(0.025));
  }

  @Test
  void noUntoldScoreIsAboveTheLowestThatWasTold() {
    Scores told = row(ScoreKind.PROBABILITIES, 0.3f, 0.1f, NAN, NAN);
    close(told.censored().values(), 0.3, 0.1, 0.1, 0.1);
  }

  @Test
  void nothingLeftOverIsTheFloorAndNotZero() {
    Scores told = row(ScoreKind.PROBABILITIES, 0.75f, 0.25f, NAN);
    assertThat(told.censored().values()[2]).isEqualTo((float) Scores.FLOOR);
    assertThat(told.logScores()[2]).isEqualTo((float) Math.log(Scores.FLOOR));
  }

  @Test
  void logProbabilitiesAreCensoredLikeProbabilities() {
    Scores told = row(ScoreKind.LOG_PROBABILITIES, (float) Math.log(0.5), NAN, NAN);
    close(told.censored().values(), 0.5, 0.25, 0.25);
  }

  @Test
  void untoldLogitsCountAsTheLowestThatWasTold() {
    Scores told = row(ScoreKind.LOGITS, (float) Math.log(4), (float) Math.log(2), NAN, NAN);
    close(told.censored().values(), 0.4, 0.2, 0.2, 0.2);
    assertThat(told.probabilities().values()[2]).isNaN();
  }

  @Test
  void sigmoidScoresLeaveNothingOver() {
    close(row(ScoreKind.SIGMOID, 0.9f, 0.8f, NAN).censored().values(), 0.9, 0.8, 0.8);
  }

  @Test
  void anAnswerThatTellsNothingIsUniform() {
    for (ScoreKind kind : ScoreKind.values()) {
      close(row(kind, NAN, NAN, NAN, NAN).censored().values(), 0.25, 0.25, 0.25, 0.25);
    }
  }

  @Test
  void viewsBesideOneAnotherAreCensoredOneByOne() {
    Scores first = row(ScoreKind.PROBABILITIES, 0.7f, NAN, NAN);
    Scores second = row(ScoreKind.LOGITS, NAN, (float) Math.log(2), NAN);
    Scores both = Scores.beside(List.of(first, second));
    assertThat(both.told(0, 1)).isEmpty();
    close(both.censored().values(), 0.7, 0.15, 0.15, 1 / 3.0, 1 / 3.0, 1 / 3.0);
    Scores two = Scores.beside(List.of(both, first)).rows(new int[] {0, 0});
    close(
        two.rows(1, 2).censored().values(),
        0.7,
        0.15,
        0.15,
        1 / 3.0,
        1 / 3.0,
        1 / 3.0,
        0.7,
        0.15,
        0.15);
  }

  @Test
  void fullAnswersStayAsTheyAre() {
    float[] values = {0.5f, 0.5f, 0};
    Scores full = row(ScoreKind.PROBABILITIES, values);
    assertThat(full.censored().values()).containsExactly(values).isNotSameAs(values);
    close(full.logScores(), Math.log(0.5), Math.log(0.5), Math.log(1e-7));
  }

  @Test
  void normalisedRowsHaveSumOne() {
    Scores mapped = Scores.wrap(2, 2, ScoreKind.SIGMOID, new float[] {0.3f, 0.1f, 0, 0});
    close(mapped.normalised().values(), 0.75, 0.25, 0.5, 0.5);
    assertThat(mapped.normalised().kind()).isEqualTo(ScoreKind.PROBABILITIES);
  }

  @Test
  void answersOfDifferentSizesAreNoViews() {
    Scores one = row(ScoreKind.PROBABILITIES, 1, 0);
    assertThatThrownBy(() -> Scores.beside(List.of(one, row(ScoreKind.PROBABILITIES, 1, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "views must be answers of one box to the same rows, but one is 1 x 2 and another 1 x 3");
  }
}
