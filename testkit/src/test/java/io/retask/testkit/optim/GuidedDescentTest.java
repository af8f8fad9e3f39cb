package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Directions;
import io.retask.optim.GuidedDescent;
import io.retask.optim.Optimizer;
import io.retask.optim.Prior;
import io.retask.optim.Proposal;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.StepKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the linear function, whose gradient is known. */
class GuidedDescentTest {
  private static final int PARAMETERS = 200;
  private static final int STEPS = 60;

  private static Optimizer<GuidedDescent.State> optimizer(int directions, Prior prior) {
    return new GuidedDescent(directions, 0.5, prior, new Sgd(), Schedule.constant(1));
  }

  /** A prior of any length whose cosine with the gradient is {@code cosine}. */
  private static float[] prior(double cosine) {
    float[] side = new float[PARAMETERS];
    Directions.gaussian(new StepKey(77, 0), 0, side);
    double length2 = 0;
    double part = 0;
    for (int i = 0; i < PARAMETERS; i++) {
      length2 += Surfaces.slope(i) * Surfaces.slope(i);
      part += Surfaces.slope(i) * side[i];
    }
    double sideLength2 = 0;
    for (int i = 0; i < PARAMETERS; i++) {
      side[i] = (float) (side[i] - part / length2 * Surfaces.slope(i));
      sideLength2 += (double) side[i] * side[i];
    }
    float[] prior = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      double along = cosine * Surfaces.slope(i) / Math.sqrt(length2);
      double across = Math.sqrt(1 - cosine * cosine) * side[i] / Math.sqrt(sideLength2);
      prior[i] = (float) (1e-7 * (along + across));
    }
    return prior;
  }

  /** The gradient's cosine with the mean step, and the mean of the cosines that were measured. */
  private static double[] run(int directions, Prior prior) {
    Optimizer<GuidedDescent.State> optimizer = optimizer(directions, prior);
    double measured = 0;
    double quality = 0;
    for (int step = 0; step < STEPS; step++) {
      GuidedDescent.State start = optimizer.start(new float[PARAMETERS]);
      Proposal asked = optimizer.ask(start, new StepKey(500 + step, 0));
      GuidedDescent.State next =
          optimizer.tell(start, asked, Surfaces.losses(asked, Surfaces::linear));
      measured += next.cosine() / STEPS;
      quality += cosine(optimizer.best(next)) / STEPS;
    }
    return new double[] {quality, measured};
  }

  private static double cosine(float[] moved) {
    double product = 0;
    double length2 = 0;
    double slopes2 = 0;
    for (int i = 0; i < moved.length; i++) {
      product -= moved[i] * Surfaces.slope(i);
      length2 += (double) moved[i] * moved[i];
      slopes2 += Surfaces.slope(i) * Surfaces.slope(i);
    }
    return product / Math.sqrt(length2 * slopes2);
  }

  @ParameterizedTest
  @CsvSource({"0.9", "0.5", "0.2", "0", "-0.5", "-0.9"})
  void theCosineOfThePriorIsMeasured(double cosine) {
    double measured = run(50, (w, s, m) -> prior(cosine))[1];
    // One measurement has a relative error of about (1 - r²)/sqrt(2q) = 0.1·(1 - r²).
    assertThat(measured).isCloseTo(cosine, within(0.03));
  }

  @Test
  void aGoodPriorHelpsAndItsOppositeJustAsMuch() {
    double alone = run(10, (w, s, m) -> new float[PARAMETERS])[0];
    double good = run(10, (w, s, m) -> prior(0.9))[0];
    double opposite = run(10, (w, s, m) -> prior(-0.9))[0];
    double fair = run(10, (w, s, m) -> prior(0.3))[0];
    assertThat(alone).isCloseTo(Math.sqrt(10.0 / PARAMETERS), within(0.04));
    assertThat(good).isGreaterThan(0.89);
    assertThat(opposite).isGreaterThan(0.89);
    assertThat(fair).isGreaterThan(alone + 0.08);
  }

  @Test
  void aWrongPriorCostsNothingButItsProbe() {
    double alone = run(10, (w, s, m) -> new float[PARAMETERS])[0];
    double wrong = run(10, (w, s, m) -> prior(0))[0];
    assertThat(wrong).isCloseTo(alone, within(0.02));
  }

  @Test
  void theStepHasTheLengthOfTheGradientWhereThePriorIsPerfect() {
    Optimizer<GuidedDescent.State> optimizer = optimizer(3, (w, s, m) -> prior(1));
    GuidedDescent.State start = optimizer.start(new float[PARAMETERS]);
    float[] moved = optimizer.best(Surfaces.run(optimizer, start, 0, 1, Surfaces::linear));
    for (int i = 0; i < PARAMETERS; i++) {
      assertThat((double) moved[i]).isCloseTo(-Surfaces.slope(i), within(0.05));
    }
  }

  /** Where the gradient stays, r² grows by q (1 - r²) / (d - 1) a step: from 0 to 0.85 in 40. */
  @Test
  void whatEarlierStepsMeasuredIsAPriorThatGrows() {
    Optimizer<GuidedDescent.State> optimizer = optimizer(10, Prior.history());
    GuidedDescent.State now = optimizer.start(new float[PARAMETERS]);
    assertThat(now.cosine()).isZero();
    float[] before = optimizer.best(now);
    double first = 0;
    for (int step = 0; step < 40; step++) {
      before = optimizer.best(now);
      now = Surfaces.run(optimizer, now, step, step + 1, Surfaces::linear);
      first = step == 0 ? cosine(optimizer.best(now)) : first;
    }
    float[] last = optimizer.best(now);
    for (int i = 0; i < last.length; i++) {
      last[i] -= before[i];
    }
    assertThat(first).isLessThan(0.4);
    assertThat(cosine(last)).isGreaterThan(0.85);
    assertThat(now.cosine()).isGreaterThan(0.85);
  }

  @Test
  void aLossThatIsFlatMovesNothing() {
    Optimizer<GuidedDescent.State> optimizer = optimizer(3, (w, s, m) -> prior(0.5));
    GuidedDescent.State end =
        Surfaces.run(optimizer, optimizer.start(new float[PARAMETERS]), 0, 3, point -> 2);
    assertThat(optimizer.best(end)).isEqualTo(new float[PARAMETERS]);
    assertThat(end.cosine()).isEqualTo(0);
  }

  @Test
  void theProbesAreTheBaseThePriorAndDirectionsAtRightAnglesToIt() {
    float[] prior = prior(0.3);
    Optimizer<GuidedDescent.State> optimizer = optimizer(4, (w, s, m) -> prior.clone());
    Proposal asked = optimizer.ask(optimizer.start(new float[PARAMETERS]), new StepKey(1, 0));
    assertThat(asked.size()).isEqualTo(6);
    assertThat(asked.point(0)).isEqualTo(new float[PARAMETERS]);
    for (int j = 1; j < 6; j++) {
      double product = 0;
      double length2 = 0;
      float[] point = asked.point(j);
      for (int i = 0; i < PARAMETERS; i++) {
        product += point[i] * 1e7 * prior[i];
        length2 += (double) point[i] * point[i];
      }
      assertThat(Math.sqrt(length2)).isCloseTo(0.5, within(1e-5));
      assertThat(product).isCloseTo(j == 1 ? 0.5 : 0, within(1e-5));
    }
  }

  @Test
  void aPriorThatIsNoneIsRefused() {
    float[] start = new float[3];
    assertThatThrownBy(() -> optimizer(1, (w, s, p) -> new float[2]).start(new float[1]))
        .hasMessage("guided directions take 2 parameters or more, but there is 1");
    Optimizer<GuidedDescent.State> shorter = optimizer(1, (w, s, p) -> new float[2]);
    assertThatThrownBy(() -> shorter.ask(shorter.start(start), new StepKey(1, 0)))
        .hasMessage("the prior of step 0 has 2 values, but there are 3 parameters");
    Optimizer<GuidedDescent.State> broken =
        optimizer(1, (w, s, p) -> new float[] {1, Float.NaN, 0});
    assertThatThrownBy(() -> broken.ask(broken.start(start), new StepKey(1, 0)))
        .hasMessage("value 1 of the prior of step 0 is NaN; a prior is of finite numbers");
    assertThatThrownBy(() -> optimizer(0, (w, s, p) -> w))
        .hasMessage(
            "the estimate takes 1 direction or more and a positive smoothing, but they are 0 and"
                + " 0.5");
  }
}
