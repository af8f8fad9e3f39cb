package io.retask.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cotangents against differences of the loss, through a softmax where there is one. */
final class AscentTest {
  private static final double[] LOGITS = {1.2, -0.4, 0.9, 2.1};

  private static double[] scores(ScoreKind kind, double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double[] scores = new double[logits.length];
    for (int k = 0; k < scores.length; k++) {
      scores[k] =
          switch (kind) {
            case LOGITS -> logits[k];
            case LOG_PROBABILITIES -> logits[k] - Math.log(sum);
            case PROBABILITIES -> Math.exp(logits[k]) / sum;
            case SIGMOID -> 1 / (1 + Math.exp(-logits[k]));
          };
    }
    return scores;
  }

  private static Scores answer(ScoreKind kind, double[] scores) {
    float[] values = new float[scores.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) scores[k];
    }
    return Scores.wrap(1, values.length, kind, values);
  }

  /** The derivatives of -log p_y by the logits, of length 1. */
  private static double[] wanted(double[] logits, int label) {
    double[] p = scores(ScoreKind.PROBABILITIES, logits);
    p[label] -= 1;
    return unit(p);
  }

  private static double[] unit(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double[] unit = vector.clone();
    for (int k = 0; k < unit.length; k++) {
      unit[k] /= Math.sqrt(squares);
    }
    return unit;
  }

  /** The cotangent by the scores, pulled back to the logits by central differences. */
  private static double[] found(ScoreKind kind, Goal goal) {
    float[] cotangent = Ascent.cotangent(answer(kind, scores(kind, LOGITS)), goal);
    double[] pulled = new double[LOGITS.length];
    for (int j = 0; j < pulled.length; j++) {
      double[] up = LOGITS.clone();
      double[] down = LOGITS.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      double[] high = scores(kind, up);
      double[] low = scores(kind, down);
      for (int k = 0; k < pulled.length; k++) {
        pulled[j] += cotangent[k] * (high[k] - low[k]) / 2e-5;
      }
    }
    return unit(pulled);
  }

  @ParameterizedTest
  @CsvSource({
    "LOGITS, 3",
    "LOGITS, 1",
    "LOG_PROBABILITIES, 3",
    "LOG_PROBABILITIES, 1",
    "PROBABILITIES, 3",
    "PROBABILITIES, 1"
  })
  void theDirectionIsThatOfCrossEntropy(ScoreKind kind, int label) {
    double[] wanted = wanted(LOGITS, label);
    double[] away = found(kind, Goal.away(label));
    double[] reach = found(kind, Goal.reach(label));
    for (int k = 0; k < wanted.length; k++) {
      assertThat(away[k]).isCloseTo(wanted[k], within(1e-5));
      assertThat(reach[k]).isCloseTo(-wanted[k], within(1e-5));
    }
  }

  @Test
  void sigmoidsMoveTheLabelAgainstItsBestRival() {
    double[] scores = scores(ScoreKind.SIGMOID, LOGITS);
    float[] away = Ascent.cotangent(answer(ScoreKind.SIGMOID, scores), Goal.away(3));
    assertThat(away[1]).isZero();
    assertThat(away[2]).isZero();
    assertThat(away[3] * scores[3]).isCloseTo(-away[0] * scores[0], within(1e-6));
    assertThat(away[3]).isNegative();
  }

  /** In 32 bits the probability of the label is 1, and p - 1 would be 0. */
  @Test
  void aBoxThatIsSureStillHasASlope() {
    Scores sure = Scores.wrap(1, 3, ScoreKind.LOGITS, new float[] {60, 2, 1});
    float[] cotangent = Ascent.cotangent(sure, Goal.away(0));
    assertThat(cotangent[0]).isEqualTo(-1);
    assertThat(cotangent[1]).isCloseTo(0.731f, within(1e-3f));
    assertThat(Goal.away(0).margin(sure, 0)).isEqualTo(58);
  }

  @Test
  void theMarginIsThatOfTheLogScores() {
    Scores told = Scores.wrap(1, 3, ScoreKind.PROBABILITIES, new float[] {0.5f, 0.25f, 0.25f});
    assertThat(Goal.away(0).margin(told, 0)).isCloseTo(Math.log(2), within(1e-6));
    assertThat(Goal.reach(1).margin(told, 0)).isCloseTo(Math.log(2), within(1e-6));
    assertThat(Goal.reach(1).reached(told, 0)).isFalse();
    assertThat(Goal.away(1).reached(told, 0)).isTrue();
    assertThat(Goal.reach(0).reached(told, 0)).isTrue();
  }

  @Test
  void aTieReachesNothing() {
    Scores tie = Scores.wrap(1, 2, ScoreKind.LOGITS, new float[] {1, 1});
    assertThat(Goal.away(0).reached(tie, 0)).isFalse();
    assertThat(Goal.reach(0).reached(tie, 0)).isFalse();
  }

  @Test
  void untoldScoresHaveTheirBound() {
    Scores top = Scores.wrap(1, 3, ScoreKind.LOGITS, new float[] {2, Float.NaN, 0});
    assertThat(Goal.away(0).margin(top, 0)).isCloseTo(2, within(1e-5));
  }
}
