package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Adam;
import io.retask.optim.DescentState;
import io.retask.optim.Directions;
import io.retask.optim.Momentum;
import io.retask.optim.Proposal;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.RandomSearch;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.StepKey;
import org.junit.jupiter.api.Test;

class RandomGradientFreeTest {
  private static final int PARAMETERS = 6;

  private static RandomGradientFree plain(int directions, double smoothing, double eta) {
    return new RandomGradientFree(directions, smoothing, new Sgd(), Schedule.constant(eta));
  }

  @Test
  void onALinearFunctionTheMeanUpdateIsTheGradient() {
    int steps = 4000;
    RandomGradientFree optimizer = plain(3, 0.5, 1);
    double[] sum = new double[PARAMETERS];
    double[] squares = new double[PARAMETERS];
    DescentState now = optimizer.start(new float[PARAMETERS]);
    for (int step = 0; step < steps; step++) {
      float[] before = optimizer.best(now);
      now = Surfaces.run(optimizer, now, step, step + 1, Surfaces::linear);
      float[] after = optimizer.best(now);
      for (int i = 0; i < PARAMETERS; i++) {
        double g = (double) before[i] - after[i];
        sum[i] += g;
        squares[i] += g * g;
      }
    }
    for (int i = 0; i < PARAMETERS; i++) {
      double mean = sum[i] / steps;
      double error = Math.sqrt((squares[i] / steps - mean * mean) / steps);
      assertThat(mean).isCloseTo(Surfaces.slope(i), within(4 * error));
      assertThat(error).isLessThan(0.3);
    }
  }

  @Test
  void theEstimateIsTheEquationOfThePaper() {
    StepKey key = new StepKey(9, 0);
    double[] losses = {1.0, 1.5, 0.25};
    float[] first = new float[PARAMETERS];
    float[] second = new float[PARAMETERS];
    Directions.unit(key, 0, first);
    Directions.unit(key, 1, second);
    float[] estimate = plain(2, 0.125, 1).estimate(key, PARAMETERS, losses);
    for (int i = 0; i < PARAMETERS; i++) {
      double expected = PARAMETERS / (2 * 0.125) * (0.5 * first[i] - 0.75 * second[i]);
      assertThat((double) estimate[i]).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void pointZeroIsTheBaseAndTheOthersLieOnTheSphereAroundIt() {
    RandomGradientFree optimizer = plain(4, 0.3, 1);
    float[] base = {1, 2, 3, 4, 5, 6};
    Proposal asked = optimizer.ask(optimizer.start(base), new StepKey(1, 0));
    assertThat(asked.size()).isEqualTo(5);
    assertThat(asked.point(0)).isEqualTo(base);
    for (int j = 1; j < 5; j++) {
      float[] point = asked.point(j);
      double squares = 0;
      for (int i = 0; i < PARAMETERS; i++) {
        squares += Math.pow(point[i] - base[i], 2);
      }
      assertThat(Math.sqrt(squares)).isCloseTo(0.3, within(1e-5));
    }
  }

  @Test
  void theScheduleDecaysToThePartThatRemains() {
    Schedule schedule = Schedule.exponential(0.05, 0.1, 200);
    assertThat(schedule.at(0)).isEqualTo(0.05);
    assertThat(schedule.at(100)).isCloseTo(0.05 * Math.sqrt(0.1), within(1e-12));
    assertThat(schedule.at(200)).isCloseTo(0.005, within(1e-12));
    assertThat(Schedule.constant(0.3).at(12345)).isEqualTo(0.3);
  }

  @Test
  void theFirstStepOfAdamHasTheLengthOfTheStepSize() {
    float[] weights = {0, 0};
    float[][] memory = new float[2][2];
    Adam.standard().apply(weights, new float[] {5, -0.01f}, 0.1, 0, memory);
    assertThat(weights[0]).isCloseTo(-0.1f, within(1e-6f));
    assertThat(weights[1]).isCloseTo(0.1f, within(1e-5f));
  }

  @Test
  void momentumRemembersTheStepBefore() {
    float[] weights = {0};
    float[][] memory = new float[1][1];
    Momentum rule = new Momentum(0.5);
    rule.apply(weights, new float[] {1}, 1, 0, memory);
    rule.apply(weights, new float[] {1}, 1, 1, memory);
    assertThat(weights[0]).isEqualTo(-2.5f);
  }

  @Test
  void aStepThatLeavesTheNumbersIsRefused() {
    RandomGradientFree optimizer = plain(1, 1e-3, 1e30);
    DescentState start = optimizer.start(new float[] {0});
    Proposal asked = optimizer.ask(start, new StepKey(1, 0));
    assertThatThrownBy(() -> optimizer.tell(start, asked, new double[] {0, 1e30}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("parameter 0 became")
        .hasMessageEndingWith("in step 0; use a smaller step size");
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> plain(0, 0.1, 1))
        .hasMessage(
            "the estimate takes 1 direction or more and a positive smoothing, but they are 0 and 0.1");
    assertThatThrownBy(() -> Schedule.constant(-1))
        .hasMessage("the step size must be positive, but it is -1.0");
    assertThatThrownBy(() -> Schedule.exponential(1, 1.5, 10))
        .hasMessage(
            "a decay to 1.5 of the step size over 10 steps: the part is in (0,1] and the steps at least 1");
    assertThatThrownBy(() -> new Momentum(1)).hasMessage("the decay lies in [0,1), but it is 1.0");
    assertThatThrownBy(() -> new Adam(0.9, 0.999, 0))
        .hasMessage(
            "Adam takes decays in [0,1) and a positive floor, but they are 0.9, 0.999 and 0.0");
    assertThatThrownBy(() -> new RandomSearch(1, 0))
        .hasMessage(
            "a search takes 1 candidate or more and a positive spread, but they are 1 and 0.0");
  }
}
