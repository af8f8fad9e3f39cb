package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.CmaEs;
import io.retask.optim.Directions;
import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The evaluations that are allowed are those of Hansen's experiments, of the order of 200·d for the
 * sphere, 500·d for Rosenbrock's function and 500 to 700·d for the ellipsoid.
 */
class CmaEsTest {
  private static int evaluations(
      CmaEs optimizer, int parameters, ToDoubleFunction<float[]> function, double solved) {
    CmaEs.State now = optimizer.start(new float[parameters]);
    int evaluated = 0;
    for (int step = 0; function.applyAsDouble(optimizer.best(now)) > solved; step++) {
      assertThat(evaluated).isLessThan(100_000);
      Proposal asked = optimizer.ask(now, new StepKey(5, step));
      now = optimizer.tell(now, asked, Surfaces.losses(asked, function));
      evaluated += asked.size();
    }
    return evaluated;
  }

  /** The ellipsoid, mirrored at a plane that stands at an angle to every axis. */
  private static double turnedEllipsoid(float[] point) {
    double mean = 0;
    for (float value : point) {
      mean += (value - 1.0) / point.length;
    }
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      double away = point[i] - 1.0 - 2 * mean;
      sum += Math.pow(1e6, i / (point.length - 1.0)) * away * away;
    }
    return sum;
  }

  @Test
  void theSphereIsSolvedWithinTwoHundredEvaluationsAParameter() {
    assertThat(evaluations(CmaEs.full(0.5), 10, Surfaces::sphere, 1e-10)).isLessThan(2000);
    assertThat(evaluations(CmaEs.full(0.5), 20, Surfaces::sphere, 1e-10)).isLessThan(4000);
  }

  @Test
  void rosenbrocksValleyIsSolvedWithinItsEvaluations() {
    assertThat(evaluations(CmaEs.full(0.5), 10, Surfaces::rosenbrock, 1e-10)).isLessThan(7000);
  }

  @Test
  void anEllipsoidIsAsEasyWhenItIsTurned() {
    int straight = evaluations(CmaEs.full(0.5), 10, Surfaces::ellipsoid, 1e-9);
    int turned = evaluations(CmaEs.full(0.5), 10, CmaEsTest::turnedEllipsoid, 1e-9);
    assertThat(straight).isLessThan(6000);
    assertThat((double) turned).isCloseTo(straight, within(0.2 * straight));
  }

  @Test
  void theSeparableOneIsFasterOnAStraightEllipsoidAndMuchSlowerOnATurnedOne() {
    int full = evaluations(CmaEs.full(0.5), 20, Surfaces::ellipsoid, 1e-9);
    int separable = evaluations(CmaEs.separable(0.5), 20, Surfaces::ellipsoid, 1e-9);
    assertThat(separable).isLessThan(8000).isLessThan((int) (0.7 * full));
    CmaEs optimizer = CmaEs.separable(0.5);
    CmaEs.State stuck =
        Surfaces.run(
            optimizer, optimizer.start(new float[20]), 0, 1500, CmaEsTest::turnedEllipsoid);
    assertThat(turnedEllipsoid(optimizer.best(stuck))).isGreaterThan(1e-3);
  }

  @Test
  void onlyTheOrderOfTheLossesCounts() {
    CmaEs optimizer = CmaEs.full(0.3);
    CmaEs.State start = optimizer.start(new float[6]);
    CmaEs.State plain = Surfaces.run(optimizer, start, 0, 30, Surfaces::rosenbrock);
    CmaEs.State bent =
        Surfaces.run(optimizer, start, 0, 30, point -> Math.cbrt(Surfaces.rosenbrock(point)) - 7);
    assertThat(optimizer.best(bent)).isEqualTo(optimizer.best(plain));
    assertThat(bent.spread()).isEqualTo(plain.spread());
  }

  /** Without a whitened path, sigma would shrink by the lengths of the axes. */
  @Test
  void lossesThatMeanNothingLeaveTheSpreadAsItIs() {
    CmaEs optimizer = CmaEs.full(0.5);
    CmaEs.State now =
        Surfaces.run(optimizer, optimizer.start(new float[10]), 0, 150, Surfaces::ellipsoid);
    double before = now.spread();
    for (int step = 150; step < 250; step++) {
      Proposal asked = optimizer.ask(now, new StepKey(5, step));
      float[] noise = new float[asked.size()];
      Directions.gaussian(new StepKey(6, step), 0, noise);
      double[] losses = new double[noise.length];
      for (int i = 0; i < losses.length; i++) {
        losses[i] = noise[i];
      }
      now = optimizer.tell(now, asked, losses);
    }
    assertThat(now.spread() / before).isBetween(0.2, 5.0);
  }

  @Test
  void aResumedRunDrawsWithADecompositionThatIsSomeStepsOld() throws IOException {
    CmaEs optimizer = CmaEs.full(0.3, 4);
    int parameters = 120;
    CmaEs.State whole = optimizer.start(new float[parameters]);
    CmaEs.State parts = whole;
    for (int step = 0; step < 20; step++) {
      whole = Surfaces.run(optimizer, whole, step, step + 1, Surfaces::rosenbrock);
      parts =
          Surfaces.run(optimizer, copied(optimizer, parts), step, step + 1, Surfaces::rosenbrock);
    }
    assertThat(bytes(optimizer, parts)).isEqualTo(bytes(optimizer, whole));
  }

  private static byte[] bytes(CmaEs optimizer, CmaEs.State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    optimizer.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static CmaEs.State copied(CmaEs optimizer, CmaEs.State state) throws IOException {
    return optimizer.read(new DataInputStream(new ByteArrayInputStream(bytes(optimizer, state))));
  }

  @Test
  void aStateOfTheOtherKindIsAnIoFailure() throws IOException {
    CmaEs full = CmaEs.full(1);
    byte[] bytes = bytes(full, full.start(new float[5]));
    assertThatThrownBy(
            () -> CmaEs.separable(1).read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessage("an array of the state has 0 values, but 5 belong there");
  }

  @Test
  void theDrawsHaveTheSpreadThatWasAskedFor() {
    CmaEs optimizer = CmaEs.full(0.25, 100);
    Proposal asked = optimizer.ask(optimizer.start(new float[50]), new StepKey(1, 0));
    double squares = 0;
    for (int i = 0; i < asked.size(); i++) {
      for (float value : asked.point(i)) {
        squares += value * value / 5000.0;
      }
    }
    // 4 standard errors of 5,000 squared normal draws.
    assertThat(squares).isCloseTo(0.0625, within(0.0625 * 4 * Math.sqrt(2 / 5000.0)));
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> CmaEs.full(0))
        .hasMessage("the first spread of CMA-ES must be positive, but it is 0.0");
    assertThatThrownBy(() -> CmaEs.separable(1, 3))
        .hasMessage("CMA-ES takes a population of 4 or more, but it is 3");
    assertThatThrownBy(() -> CmaEs.full(1).start(new float[1001]))
        .hasMessage(
            "CMA-ES keeps 1001 x 1001 covariances; at most 1000 parameters are allowed: use the"
                + " separable one");
  }
}
