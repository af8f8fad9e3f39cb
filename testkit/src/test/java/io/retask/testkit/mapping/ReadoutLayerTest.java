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
import org.junit.jupiter.api.Test;

class ReadoutLayerTest {
  private static final int ROWS = 4;
  private static final double UNIT = 0.25;

  private static final LogisticReadout START =
      new LogisticReadout(
          LinearClassifier.restore(
              3,
              new int[] {0, 2},
              new float[] {-1, -2},
              new float[] {0.5f, 2},
              new float[] {0.5f, -0.25f, 1, 0.75f, -0.5f, 0.25f},
              new float[] {0.1f, -0.2f, 0.3f}));

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
    for (int i = 0; i < 6; i++) {
      sum += ridge / 2 * Math.pow(UNIT * parameters[i], 2);
    }
    return sum;
  }

  @Test
  void itBeginsAsTheReadout() {
    ReadoutLayer layer = new ReadoutLayer(START, UNIT, 0);
    assertThat(layer.initial()).hasSize(9).startsWith(2f, -1f).endsWith(1.2f);
    assertThat(layer.at(layer.initial()).apply(answers()).values())
        .isEqualTo(START.apply(answers()).values());
  }

  @Test
  void theGradientOfLossAndPenaltyAgreesWithCentralDifferences() {
    ReadoutLayer layer = new ReadoutLayer(START, UNIT, 3);
    float[] at = layer.initial();
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
    assertThatThrownBy(() -> new ReadoutLayer(START, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a layer takes a unit above 0 and a ridge of 0 or more, but they are 0.0 and 1.0");
  }
}
