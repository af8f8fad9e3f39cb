package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Clipped;
import io.retask.optim.Momentum;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import org.junit.jupiter.api.Test;

class UpdateRulesTest {
  @Test
  void theCorrectionAddsTheMomentumThatIsToCome() {
    float[] weights = {0};
    float[][] memory = new float[1][1];
    Momentum rule = Momentum.withCorrection(0.5);
    rule.apply(weights, new float[] {2}, 1, 0, memory);
    // mom = 2, W = -(2 + 0.5·2)
    assertThat(weights[0]).isEqualTo(-3);
    rule.apply(weights, new float[] {4}, 0.5, 1, memory);
    // mom = 0.5·2 + 4 = 5, W = -3 - 0.5·(4 + 0.5·5)
    assertThat(weights[0]).isEqualTo(-6.25f);
    assertThat(memory[0][0]).isEqualTo(5);
  }

  @Test
  void aLongEstimateIsShortenedAndAShortOneIsNot() {
    float[] gradient = {3, -4};
    float[] weights = {0, 0};
    new Clipped(new Sgd(), 2.5).apply(weights, gradient, 1, 0, new float[0][]);
    assertThat(weights).containsExactly(-1.5f, 2);
    assertThat(gradient).containsExactly(3, -4);
    float[] free = {0, 0};
    new Clipped(new Sgd(), 5).apply(free, gradient, 1, 0, new float[0][]);
    assertThat(free).containsExactly(-3, 4);
    assertThat(new Clipped(new Momentum(0.5), 1).memories()).isEqualTo(1);
  }

  @Test
  void aCosineFallsFromTheWholeStepSizeToAlmostNothing() {
    Schedule schedule = Schedule.cosine(0.2, 100);
    assertThat(schedule.at(0)).isCloseTo(0.2, within(1e-4));
    assertThat(schedule.at(49) + schedule.at(50)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.at(99)).isPositive().isLessThan(1e-4);
    assertThat(schedule.at(1_000)).isEqualTo(schedule.at(99));
    assertThatThrownBy(() -> Schedule.cosine(0.2, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePowerScheduleStartsAtStepOne() {
    Schedule schedule = Schedule.power(0.01, 1, 0.4);
    assertThat(schedule.at(0)).isCloseTo(0.01 / Math.pow(2, 0.4), within(1e-15));
    assertThat(schedule.at(98)).isCloseTo(0.01 / Math.pow(100, 0.4), within(1e-15));
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> Momentum.withCorrection(1))
        .hasMessage("the decay lies in [0,1), but it is 1.0");
    assertThatThrownBy(() -> new Clipped(new Sgd(), 0))
        .hasMessage("the longest estimate must be positive, but it is 0.0");
    assertThatThrownBy(() -> Schedule.power(1, -1, 0.4))
        .hasMessage(
            "a decay by a power takes a positive step size, and an offset and exponent of 0 or"
                + " more, but they are 1.0, -1.0 and 0.4");
  }
}
