package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Adam;
import io.retask.optim.DescentState;
import io.retask.optim.Differences;
import io.retask.optim.Directions;
import io.retask.optim.Proposal;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.Slope;
import io.retask.optim.SmoothingProbe;
import io.retask.optim.StepKey;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SmoothingProbeTest {
  private static final int PARAMETERS = 400;
  private static final float[] GRADIENT = gradient();

  private static float[] gradient() {
    float[] gradient = new float[PARAMETERS];
    Directions.gaussian(new StepKey(31, 0), 0, gradient);
    return gradient;
  }

  private static double length(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  /** 500 at 0, and linear. */
  private static double linear(float[] point) {
    double sum = 500;
    for (int i = 0; i < PARAMETERS; i++) {
      sum += GRADIENT[i] * point[i];
    }
    return sum;
  }

  /** The same for a box that rounds its input to multiples of 1/128. */
  private static double rounded(float[] point) {
    float[] seen = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      seen[i] = Math.round(point[i] * 128) / 128f;
    }
    return linear(seen);
  }

  private static Slope probe(SmoothingProbe probe, ToDoubleFunction<float[]> function) {
    Proposal asked = probe.ask(new float[PARAMETERS], new StepKey(4, 0));
    return probe.tell(asked, Surfaces.losses(asked, function));
  }

  @Test
  void withoutRoundingTheFloorIsChosen() {
    Slope found = probe(new SmoothingProbe(8, 0.001, 4, 5), SmoothingProbeTest::linear);
    assertThat(found.clear()).isTrue();
    assertThat(found.smoothing()).isCloseTo(0.001, within(1e-9));
    assertThat(found.loss()).isEqualTo(500);
  }

  @Test
  void theSmallestRadiusThatStandsClearOfRoundingIsChosen() {
    // 0.001 to 0.016 change no input by half a quantum of 1/128 (a parameter changes by about
    // radius/20, at most four times that); 1.024 changes each by some quanta.
    Slope found = probe(new SmoothingProbe(8, 0.001, 4, 9), SmoothingProbeTest::rounded);
    assertThat(found.clear()).isTrue();
    assertThat(found.smoothing()).isBetween(0.05, 1.1);
    assertThat(found.length()).isCloseTo(length(GRADIENT), within(length(GRADIENT)));
  }

  /**
   * In each trial five radii may pass by chance, in 0.12 % each: 1.2 of 200 trials, and more than 7
   * in one seed of 10,000.
   */
  @Test
  void noiseIsNotClear() {
    int clear = 0;
    for (int trial = 0; trial < 200; trial++) {
      int seed = trial;
      ToDoubleFunction<float[]> noise =
          point -> {
            float[] draw = new float[1];
            Directions.gaussian(new StepKey(seed, Arrays.hashCode(point) & 0x7fffffffL), 0, draw);
            return draw[0];
          };
      clear += probe(new SmoothingProbe(8, 0.001, 3, 6), noise).clear() ? 1 : 0;
    }
    assertThat(clear).isLessThanOrEqualTo(7);
  }

  @Test
  void aFlatLossIsNotClearAndGivesNoStepSize() {
    Slope flat = probe(new SmoothingProbe(4, 0.1, 2, 3), point -> 3);
    assertThat(flat.clear()).isFalse();
    assertThat(flat.length()).isEqualTo(0);
    assertThatThrownBy(() -> flat.plainStep(0.1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no step size follows from a loss of 3.0 and a slope of 0.0; probe larger radii or"
                + " another point");
  }

  /** 4 standard errors of the mean of 300 squared slopes are sqrt(2/300)·4 = 0.33 of it. */
  @Test
  void theLengthOfTheSlopeIsThatOfTheGradient() {
    Slope found = probe(new SmoothingProbe(300, 0.1, 2, 2), SmoothingProbeTest::linear);
    double squared = Math.pow(length(GRADIENT), 2);
    assertThat(found.length() * found.length()).isCloseTo(squared, within(0.33 * squared));
  }

  @Test
  void theFirstStepLowersTheLossByTheShare() {
    Slope exact = new Slope(0.1, true, 500, length(GRADIENT));
    Schedule plain = Schedule.constant(exact.plainStep(0.1));
    double after =
        meanAfter(
            new RandomGradientFree(Differences.orthonormal(PARAMETERS, 0.1), new Sgd(), plain), 1);
    assertThat(after).isCloseTo(450, within(0.1));
  }

  @Test
  void theFirstStepOfAdamLowersTheLossByTheShareOnAverage() {
    Slope exact = new Slope(0.1, true, 500, length(GRADIENT));
    Schedule adam = Schedule.constant(exact.adamStep(0.1, 5));
    double after = meanAfter(new RandomGradientFree(5, 0.1, Adam.standard(), adam), 300);
    // The change of one step varies by about a third, and 300 are averaged: 4 standard errors.
    assertThat(after).isCloseTo(450, within(50 * 4 * 0.35 / Math.sqrt(300)));
  }

  private static double meanAfter(RandomGradientFree optimizer, int runs) {
    DescentState start = optimizer.start(new float[PARAMETERS]);
    double sum = 0;
    for (int run = 0; run < runs; run++) {
      Proposal asked = optimizer.ask(start, new StepKey(run, 0));
      double[] losses = Surfaces.losses(asked, SmoothingProbeTest::linear);
      sum += linear(optimizer.best(optimizer.tell(start, asked, losses)));
    }
    return sum / runs;
  }

  @Test
  void thePointsAreTheBaseAndTheDirectionsAtEachRadius() {
    SmoothingProbe probe = new SmoothingProbe(4, 0.5, 2, 3);
    float[] base = new float[PARAMETERS];
    Arrays.fill(base, 1);
    Proposal asked = probe.ask(base, new StepKey(4, 0));
    assertThat(asked.size()).isEqualTo(13);
    assertThat(asked.point(0)).isEqualTo(base);
    for (int point = 1; point < 13; point++) {
      float[] away = asked.point(point);
      float[] near = asked.point(1 + (point - 1) % 4);
      int factor = 1 << ((point - 1) / 4);
      for (int i = 0; i < PARAMETERS; i++) {
        assertThat(away[i] - 1).isCloseTo((near[i] - 1) * factor, within(1e-6f));
        away[i] -= 1;
      }
      assertThat(length(away)).isCloseTo(0.5 * factor, within(1e-5));
    }
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> new SmoothingProbe(3, 0.1, 2, 3))
        .hasMessage("a probe takes 4 directions and 2 radii or more, but they are 3 and 3");
    assertThatThrownBy(() -> new SmoothingProbe(4, 0.1, 1, 3))
        .hasMessage(
            "a probe takes a positive floor and a factor above 1, but they are 0.1 and 1.0");
    Slope slope = new Slope(1, true, 1, 1);
    assertThatThrownBy(() -> slope.plainStep(1))
        .hasMessage("the share lies in (0,1), but it is 1.0");
    assertThatThrownBy(() -> slope.adamStep(0.1, 0))
        .hasMessage("a step has 1 direction or more, not 0");
  }
}
