package io.retask.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.mapping.readout.ReadoutLayer;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadoutLayerTest {
  private static final int ROWS = 4;
  private static final double UNIT = 0.25;

  private static Scores answers() {
    float[] values = new float[3 * ROWS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (-2 * SeededDraw.uniform(61, i));
    }
    return Scores.wrap(ROWS, 3, ScoreKind.LOG_PROBABILITIES, values);
  }

  private static final float[] COTANGENT = {1, -1, 2, 0, 1, 0, -3, 2, 1, 0.5f, 0, -1};

  private static double value(ReadoutLayer layer, float[] parameters, double ridge) {
    float[] mapped = layer.at(parameters).apply(answers()).values();
    double sum = 0;
    for (int i = 0; i < mapped.length; i++) {
      sum += (double) mapped[i] * COTANGENT[i];
    }
    for (int i = 0; i < 9; i++) {
      sum += ridge / 2 * Math.pow(UNIT * parameters[i], 2);
    }
    return sum;
  }

  private static ReadoutLayer layer(double ridge) {
    return ReadoutLayer.over(answers(), 3, UNIT, ridge);
  }

  @Test
  void itBeginsWithoutAnOpinion() {
    float[] initial = layer(0).initial();
    assertThat(initial).hasSize(12).containsOnly(0f);
    assertThat(layer(0).at(initial).apply(answers()).values()).containsOnly(1f / 3);
  }

  @Test
  void itBeginsAsAReadoutWithOneScale() {
    LogisticReadout start =
        new LogisticReadout(
            LinearClassifier.restore(
                3,
                new int[] {0, 2},
                new float[] {-1, -2},
                new float[] {0.5f, 2},
                new float[] {0.5f, -0.25f, 1, 0.75f, -0.5f, 0.25f},
                new float[] {0.1f, -0.2f, 0.3f}));
    ReadoutLayer layer = ReadoutLayer.from(start, UNIT, 0);
    LogisticReadout first = (LogisticReadout) layer.at(layer.initial());
    assertThat(layer.initial()).hasSize(9);
    assertThat(first.classifier().scales()).containsExactly(1.25f, 1.25f);
    assertThat(first.apply(answers()).values())
        .containsExactly(start.apply(answers()).values(), within(1e-6f));
  }

  @Test
  void oneScaleServesEveryLabel() {
    float[] parameters = new float[12];
    parameters[0] = 4;
    LinearClassifier classifier = ((LogisticReadout) layer(0).at(parameters)).classifier();
    assertThat(classifier.scales()).hasSize(3).containsOnly(classifier.scales()[1]);
    assertThat(classifier.weights()[0]).isEqualTo((float) (4 * UNIT));
    double mean = 0;
    for (int k = 0; k < 3; k++) {
      mean += deviation(k) / 3;
    }
    assertThat((double) classifier.scales()[0]).isCloseTo(mean, within(1e-5));
  }

  private static double deviation(int label) {
    float[] logs = answers().logScores();
    double[] own = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      own[row] = logs[row * 3 + label];
    }
    double mean = Arrays.stream(own).average().orElseThrow();
    return Math.sqrt(Arrays.stream(own).map(v -> (v - mean) * (v - mean)).sum() / ROWS);
  }

  @Test
  void aBoxThatAnswersAllAlikeStillHasAScale() {
    Scores alike = Scores.wrap(2, 2, ScoreKind.LOG_PROBABILITIES, new float[] {-1, -2, -1, -2});
    LogisticReadout flat = (LogisticReadout) ReadoutLayer.over(alike, 2, UNIT, 0).at(new float[6]);
    assertThat(flat.classifier().scales()).containsExactly(1f, 1f);
  }

  @Test
  void theGradientOfLossAndPenaltyAgreesWithCentralDifferences() {
    ReadoutLayer layer = layer(3);
    float[] at = {2, -1, 4, 3, -2, 1, 0.5f, -1, 2, 0.4f, -0.8f, 1.2f};
    float[] gradient = layer.gradient(at, answers(), COTANGENT);
    assertThat(gradient).hasSameSizeAs(at);
    for (int i = 0; i < at.length; i++) {
      float[] above = at.clone();
      float[] below = at.clone();
      above[i] += 1f / 64;
      below[i] -= 1f / 64;
      double slope = (value(layer, above, 3) - value(layer, below, 3)) * 32;
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo(slope, within(1e-4 + 1e-3 * Math.abs(slope)));
      assertThat(Math.abs(slope)).isGreaterThan(1e-3);
    }
  }

  @Test
  void aUnitOfNothingIsRefused() {
    assertThatThrownBy(() -> ReadoutLayer.over(answers(), 3, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a layer takes a unit above 0 and a ridge of 0 or more, but they are 0.0 and 1.0");
  }
}
