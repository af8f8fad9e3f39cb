package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.DescentState;
import io.retask.optim.Differences;
import io.retask.optim.DirectionKind;
import io.retask.optim.Directions;
import io.retask.optim.Estimator;
import io.retask.optim.Optimizer;
import io.retask.optim.Proposal;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.SpsaGains;
import io.retask.optim.StepKey;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fixed seed; limits at 4 standard errors, a false alarm in 15,000 seeds. */
class EstimatorsTest {
  private static final int STEPS = 100;

  private static float[] estimate(
      Estimator estimator, int parameters, long step, ToDoubleFunction<float[]> function) {
    StepKey key = new StepKey(12, step);
    Proposal asked = estimator.around(new float[parameters], key);
    return estimator.estimate(key, parameters, Surfaces.losses(asked, function));
  }

  /** ||g - gradient||² / ||gradient||² of the linear function. */
  private static double error(float[] estimate) {
    double away = 0;
    double length = 0;
    for (int i = 0; i < estimate.length; i++) {
      away += Math.pow(estimate[i] - Surfaces.slope(i), 2);
      length += Math.pow(Surfaces.slope(i), 2);
    }
    return away / length;
  }

  private static Differences of(DirectionKind kind, int directions, boolean twoSided) {
    return new Differences(kind, directions, 0.5, twoSided);
  }

  static Stream<Arguments> errors() {
    int d = 192;
    return Stream.of(
        Arguments.of(of(DirectionKind.SPHERE, 64, false), (d - 1) / 64.0),
        Arguments.of(of(DirectionKind.SPHERE, 128, false), (d - 1) / 128.0),
        Arguments.of(of(DirectionKind.SPHERE, 64, true), (d - 1) / 64.0),
        Arguments.of(of(DirectionKind.NORMAL, 64, true), (d + 1) / 64.0),
        Arguments.of(of(DirectionKind.NORMAL, 64, false), (d + 1) / 64.0),
        Arguments.of(of(DirectionKind.ORTHONORMAL, 64, false), d / 64.0 - 1),
        Arguments.of(of(DirectionKind.ORTHONORMAL, 128, false), d / 128.0 - 1),
        Arguments.of(of(DirectionKind.ORTHONORMAL, 64, true), d / 64.0 - 1));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void theErrorOnALinearFunctionIsThatOfTheFormula(Differences estimator, double expected) {
    double sum = 0;
    double squares = 0;
    for (int step = 0; step < STEPS; step++) {
      double error = error(estimate(estimator, 192, step, Surfaces::linear));
      sum += error;
      squares += error * error;
    }
    double mean = sum / STEPS;
    double deviation = Math.sqrt((squares / STEPS - mean * mean) / STEPS);
    assertThat(mean).isCloseTo(expected, within(4 * deviation));
    assertThat(deviation).isLessThan(0.05 * expected);
  }

  static Stream<Estimator> estimators() {
    return Stream.of(
        Differences.oneSided(3, 0.5),
        Differences.antithetic(3, 0.5),
        Differences.orthonormal(3, 0.5),
        of(DirectionKind.NORMAL, 3, false));
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void theMeanEstimateOfALinearFunctionIsItsGradient(Estimator estimator) {
    assertMeanIsGradient((step, function) -> estimate(estimator, 6, step, function), 4000);
  }

  @Test
  void theMeanUpdateOfSpsaIsTheGradient() {
    SpsaGains gains = new SpsaGains(1, 0, 0, 0.5, 0, 0, 2, 0.5);
    assertMeanIsGradient((step, function) -> update(gains, step, function), 4000);
  }

  private interface Estimate {
    float[] of(long step, ToDoubleFunction<float[]> function);
  }

  private static void assertMeanIsGradient(Estimate estimate, int steps) {
    double[] sum = new double[6];
    double[] squares = new double[6];
    for (int step = 0; step < steps; step++) {
      float[] found = estimate.of(step, Surfaces::linear);
      for (int i = 0; i < 6; i++) {
        sum[i] += found[i];
        squares[i] += (double) found[i] * found[i];
      }
    }
    for (int i = 0; i < 6; i++) {
      double mean = sum[i] / steps;
      double deviation = Math.sqrt((squares[i] / steps - mean * mean) / steps);
      assertThat(mean).isCloseTo(Surfaces.slope(i), within(4 * deviation));
      assertThat(deviation).isLessThan(0.3);
    }
  }

  /** What one step with step size 1 and without momentum subtracts from 0. */
  private static float[] update(SpsaGains gains, long step, ToDoubleFunction<float[]> function) {
    Optimizer<DescentState> optimizer = RandomGradientFree.spsa(gains);
    DescentState start = optimizer.start(new float[6]);
    Proposal asked = optimizer.ask(start, new StepKey(1000 + step, 0));
    float[] moved = optimizer.best(optimizer.tell(start, asked, Surfaces.losses(asked, function)));
    for (int i = 0; i < moved.length; i++) {
      moved[i] = -moved[i];
    }
    return moved;
  }

  @Test
  void theTwoSidedEstimateIsItsEquationAndFeelsNoCurvature() {
    Differences estimator = Differences.antithetic(1, 0.25);
    float[] direction = new float[4];
    Directions.gaussian(new StepKey(12, 0), 0, direction);
    float[] found = estimate(estimator, 4, 0, Surfaces::sphere);
    // The slope of sum (x_i - 1)² at 0 along u is -2·sum u_i, whatever the distance.
    double slope = 0;
    for (float u : direction) {
      slope -= 2 * u;
    }
    for (int i = 0; i < 4; i++) {
      assertThat((double) found[i]).isCloseTo(slope * direction[i], within(1e-4));
    }
  }

  @Test
  void orthonormalDirectionsInAllDimensionsGiveTheGradientItself() {
    float[] found = estimate(Differences.orthonormal(12, 0.5), 12, 3, Surfaces::linear);
    assertThat(error(found)).isLessThan(1e-10);
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void aConstantChangesNothing(Estimator estimator) {
    float[] plain = estimate(estimator, 6, 1, Surfaces::linear);
    float[] raised = estimate(estimator, 6, 1, point -> Surfaces.linear(point) + 1000);
    for (int i = 0; i < 6; i++) {
      assertThat(raised[i]).isCloseTo(plain[i], within(1e-4f));
    }
  }

  @Test
  void theEquationOfSpsaHoldsWithItsGains() {
    SpsaGains gains = new SpsaGains(0.5, 3, 0.4, 0.2, 0.25, 0, 1, 0.5);
    Optimizer<DescentState> optimizer = RandomGradientFree.spsa(gains);
    DescentState now = Surfaces.run(optimizer, optimizer.start(new float[3]), 0, 6, p -> 1);
    Proposal asked = optimizer.ask(now, new StepKey(5, 6));
    assertThat(asked.size()).isEqualTo(2);
    float[] moved = optimizer.best(optimizer.tell(now, asked, new double[] {3, 1}));
    double radius = 0.2 / Math.pow(7, 0.25);
    double eta = 0.5 / Math.pow(7 + 3, 0.4);
    for (int i = 0; i < 3; i++) {
      double delta = asked.point(0)[i] / radius;
      assertThat(Math.abs(delta)).isBetween(0.5 - 1e-6, 1 + 1e-6);
      assertThat(asked.point(1)[i]).isEqualTo(-asked.point(0)[i]);
      assertThat((double) moved[i]).isCloseTo(-eta * 2 / (2 * radius * delta), within(1e-5));
    }
  }

  @Test
  void signsAreThePerturbationsOfSpall() {
    Optimizer<DescentState> optimizer = RandomGradientFree.spsa(SpsaGains.spall(0.1, 1, 0.25));
    float[] point = optimizer.ask(optimizer.start(new float[64]), new StepKey(1, 0)).point(0);
    int up = 0;
    for (float value : point) {
      assertThat(Math.abs(value)).isEqualTo(0.25f);
      up += value > 0 ? 1 : 0;
    }
    // 4 standard errors of 64 fair coins are 16.
    assertThat(up).isBetween(16, 48);
  }

  @Test
  void thePresetsAreBlackVipsConstants() {
    assertThat(SpsaGains.blackVip())
        .isEqualTo(new SpsaGains(0.01, 1, 0.4, 0.005, 0.2, 0.9, 5, 0.5));
    assertThat(SpsaGains.pixelFrame().stepSize()).isEqualTo(10);
    RandomGradientFree optimizer = RandomGradientFree.spsa(SpsaGains.blackVip());
    assertThat(optimizer.ask(optimizer.start(new float[3]), new StepKey(1, 0)).size())
        .isEqualTo(10);
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> Differences.antithetic(0, 0.1))
        .hasMessage(
            "the estimate takes 1 direction or more and a positive smoothing, but they are 0 and"
                + " 0.1");
    assertThatThrownBy(() -> SpsaGains.spall(0, 1, 0.1))
        .hasMessage("SPSA takes a positive step size and smoothing, but they are 0.0 and 0.1");
    assertThatThrownBy(() -> SpsaGains.spall(1, -1, 0.1))
        .hasMessage(
            "SPSA takes a stability and decays of 0 or more, but they are -1.0, 0.602 and 0.101");
    assertThatThrownBy(() -> new SpsaGains(1, 1, 1, 1, 1, 1, 1, 0.5))
        .hasMessage(
            "SPSA takes a momentum in [0,1), 1 draw or more and a smallest perturbation in (0,1],"
                + " but they are 1.0, 1 and 0.5");
    RandomGradientFree optimizer =
        new RandomGradientFree(Differences.orthonormal(8, 0.1), new Sgd(), Schedule.constant(1));
    assertThatThrownBy(() -> optimizer.start(new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no 8 orthonormal directions of 7 parameters; use 7 or fewer");
  }
}
