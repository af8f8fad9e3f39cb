package io.retask.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.BayesianMapping;
import io.retask.mapping.BayesianPlanner;
import io.retask.mapping.DifferentiableMapping;
import io.retask.mapping.Evidence;
import org.junit.jupiter.api.Test;

class BayesianMappingTest extends DifferentiableMappingContract {
  private static final float NAN = Float.NaN;

  @Override
  protected DifferentiableMapping mapping() {
    return new BayesianMapping(3, 2, new float[] {0.5f, 0, 0.25f, 0.25f, 0.25f, 0.75f});
  }

  private static Evidence rows(float[][] rows, int... classes) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
    }
    return new Evidence(
        Scores.wrap(rows.length, rows[0].length, ScoreKind.PROBABILITIES, all), classes);
  }

  private static void close(float[] found, double... wanted) {
    assertThat(found).hasSize(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) found[i]).as("weight %d", i).isCloseTo(wanted[i], within(1e-6));
    }
  }

  @Test
  void aScoreIsTheWeighedSumOfLogScores() {
    Scores answer = Scores.wrap(1, 3, ScoreKind.PROBABILITIES, new float[] {0.5f, 0.3f, 0.2f});
    double first = 0.5 * Math.log(0.5) + 0.25 * Math.log(0.3) + 0.25 * Math.log(0.2);
    double second = 0.25 * Math.log(0.3) + 0.75 * Math.log(0.2);
    double p = Math.exp(first) / (Math.exp(first) + Math.exp(second));
    close(mapping().apply(answer).values(), p, 1 - p);
  }

  @Test
  void blmCountsTheBestLabels() {
    // N = [[2, 1], [0, 1], [0, 0]]; rows divided by 4, 2, 1; columns by 0.5 and 0.75
    float[] a = {0.5f, 0.3f, 0.2f};
    float[] b = {0.3f, 0.5f, 0.2f};
    Evidence seen = rows(new float[][] {a, a, a, b}, 0, 0, 1, 1);
    close(BayesianPlanner.blm().plan(3, 2, seen).omega(), 1, 0.25 / 0.75, 0, 0.5 / 0.75, 0, 0);
  }

  @Test
  void blmPlusSumsTheProbabilityOfTheBestLabelWhereClassesAreFew() {
    // k = max(1, floor(0.15 * 2)) = 1: N = [[0.9, 0.5], [0, 0.5], [0, 0]]
    float[] a = {0.5f, 0.3f, 0.2f};
    float[] b = {0.3f, 0.5f, 0.2f};
    float[] c = {0.4f, 0.35f, 0.25f};
    Evidence seen = rows(new float[][] {a, c, a, b}, 0, 0, 1, 1);
    double first = 0.5 / 2.4;
    double second = 0.5 / 1.5;
    close(
        BayesianPlanner.blmPlus().plan(3, 2, seen).omega(),
        1,
        first / (first + second),
        0,
        second / (first + second),
        0,
        0);
  }

  @Test
  void blmPlusSumsTheBestThreeOfTwentyClasses() {
    // k = floor(0.15 * 20) = 3
    float[] answer = {0.4f, 0.1f, 0.3f, 0.2f};
    float[] omega = BayesianPlanner.blmPlus().plan(4, 20, rows(new float[][] {answer}, 7)).omega();
    double[] own = {0.4 / 1.4, 0, 0.3 / 1.3, 0.2 / 1.2};
    double sum = own[0] + own[2] + own[3];
    for (int source = 0; source < 4; source++) {
      assertThat((double) omega[source * 20 + 7]).isCloseTo(own[source] / sum, within(1e-6));
    }
  }

  @Test
  void aClassThatNoLabelCountsForHearsAllAlike() {
    float[] omega = BayesianPlanner.blm().plan(4, 2, rows(new float[][] {{1, 0, 0, 0}}, 0)).omega();
    close(omega, 1, 0.25, 0, 0.25, 0, 0.25, 0, 0.25);
  }

  @Test
  void whatTheBoxDidNotNameIsNotCounted() {
    Evidence silent = rows(new float[][] {{NAN, NAN, NAN}, {NAN, 0.6f, NAN}}, 0, 1);
    double third = 1 / 3.0;
    close(BayesianPlanner.blm().plan(3, 2, silent).omega(), third, 0, third, 1, third, 0);
    close(BayesianPlanner.blmPlus().plan(3, 2, silent).omega(), third, 0, third, 1, third, 0);
  }

  @Test
  void theWeightsComeBackAsTheyWereGiven() {
    BayesianMapping mapping = (BayesianMapping) mapping();
    mapping.omega()[0] = 7;
    assertThat(new BayesianMapping(3, 2, mapping.omega()).apply(answers()).values())
        .isEqualTo(mapping.apply(answers()).values());
  }

  @Test
  void weightsThatAreNoSharesAreRefused() {
    assertThatThrownBy(() -> new BayesianMapping(2, 1, new float[] {0.5f, 0.25f}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the weights of class 0 must be 0 or more with sum 1, but their sum is 0.75");
    assertThatThrownBy(() -> new BayesianMapping(2, 1, new float[] {1.5f, -0.5f}))
        .hasMessage("the weights of class 0 must be 0 or more with sum 1, but their sum is 1.0");
    assertThatThrownBy(() -> new BayesianMapping(2, 2, new float[3]))
        .hasMessage("3 weights do not lead from 2 source labels to 2 classes");
  }

  @Test
  void countingNothingIsRefused() {
    assertThatThrownBy(() -> BayesianPlanner.blm().plan(3, 2, Evidence.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a mapping by frequency counts the answers to training inputs, but there are none; query them first, or map at random");
  }
}
