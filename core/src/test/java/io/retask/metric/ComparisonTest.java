package io.retask.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final float[] P = {
    .6f, .3f, .1f, .2f, .5f, .3f, .2f, .2f, .6f, .5f, .4f, .1f, .3f, .3f, .4f, .1f, .8f, .1f, .3f,
    .4f, .3f
  };
  private static final int[] TRUTH = {0, 1, 2, 1, 0, 1, 2};

  private static Scores scores() {
    return Scores.wrap(7, 3, ScoreKind.PROBABILITIES, P.clone());
  }

  /** Reference: scipy 1.17 binomtest. */
  @ParameterizedTest
  @CsvSource({
    "10, 2, 0.03857421875",
    "1, 5, 0.21875",
    "0, 0, 1",
    "15, 15, 1",
    "30, 10, 0.0022214337732293643",
    "0, 6, 0.03125",
    "100, 140, 0.01166409231767769"
  })
  void mcNemarAgreesWithTheBinomialTest(int first, int second, double p) {
    assertThat(new McNemar(first, second).pValue()).isCloseTo(p, within(1e-12));
    assertThat(new McNemar(second, first).pValue()).isCloseTo(p, within(1e-12));
  }

  @Test
  void mcNemarCountsRowsThatOneGetsRight() {
    McNemar test =
        McNemar.of(new int[] {0, 1, 2, 0, 1}, new int[] {0, 1, 0, 1, 0}, new int[] {0, 0, 2, 0, 2});
    assertThat(test).isEqualTo(new McNemar(1, 2));
  }

  @Test
  void mcNemarRefusesOtherLengths() {
    assertThatThrownBy(() -> McNemar.of(new int[2], new int[2], new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 true classes stand beside 2 and 1 predictions");
  }

  /** Reference: scipy 1.17 rankdata and Mann and Whitney's formula. */
  @Test
  void aucCountsTiesHalf() {
    double[] scores = {.1, .4, .35, .8, .4, .4, .9, .2};
    boolean[] positive = {false, false, true, true, true, false, true, false};
    assertThat(Auc.binary(scores, positive)).hasValue(0.8125);
  }

  @Test
  void aucOfEqualScoresIsOneHalf() {
    assertThat(Auc.binary(new double[] {2, 2, 2}, new boolean[] {true, false, true})).hasValue(0.5);
  }

  @Test
  void aucWithoutBothKindsIsUndefined() {
    assertThat(Auc.binary(new double[] {1, 2}, new boolean[] {true, true})).isEmpty();
    assertThat(Auc.binary(new double[] {1, 2}, new boolean[] {false, false})).isEmpty();
  }

  @Test
  void aucRefusesNaN() {
    assertThatThrownBy(() -> Auc.binary(new double[] {1, Double.NaN}, new boolean[] {true, false}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the score of row 1 is NaN");
  }

  @Test
  void macroAucIsTheMeanOfTheClasses() {
    assertThat(Auc.macro(scores(), TRUTH).orElseThrow())
        .isCloseTo(0.8861111111111111, within(1e-12));
  }

  @Test
  void macroAucIsUndefinedWhenAClassIsAbsent() {
    assertThat(Auc.macro(scores(), new int[] {0, 1, 1, 1, 0, 1, 0})).isEmpty();
  }

  @Test
  void logLikelihoodIsTheMeanSurprise() {
    assertThat(LogLikelihood.negative(scores(), TRUTH)).isCloseTo(0.751739759990309, within(1e-7));
  }

  @Test
  void logLikelihoodIsFiniteAtZero() {
    Scores sure = Scores.wrap(1, 2, ScoreKind.PROBABILITIES, new float[] {1, 0});
    assertThat(LogLikelihood.negative(sure, new int[] {1}))
        .isCloseTo(-Math.log(1e-7), within(1e-9));
  }

  @Test
  void logLikelihoodOfNothingIsRefused() {
    Scores none = Scores.wrap(0, 2, ScoreKind.PROBABILITIES, new float[0]);
    assertThatThrownBy(() -> LogLikelihood.negative(none, new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "0 rows of probabilities stand beside 0 classes; both must be the same, 1 or more");
  }
}
