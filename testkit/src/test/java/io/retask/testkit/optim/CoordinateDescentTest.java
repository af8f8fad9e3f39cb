package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Adam;
import io.retask.optim.CoordinateDescent;
import io.retask.optim.CoordinateRule;
import io.retask.optim.DescentState;
import io.retask.optim.Importance;
import io.retask.optim.Proposal;
import io.retask.optim.Schedule;
import io.retask.optim.StepKey;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CoordinateDescentTest {
  private static CoordinateDescent of(int coordinates, Importance importance, CoordinateRule rule) {
    return new CoordinateDescent(coordinates, 0.125, importance, rule, Schedule.constant(0.5));
  }

  private static float[] stepped(CoordinateRule rule, ToDoubleFunction<float[]> function) {
    CoordinateDescent optimizer = of(9, Importance.uniform(), rule);
    DescentState start = optimizer.start(new float[] {2, 2});
    return optimizer.best(Surfaces.run(optimizer, start, 0, 1, function));
  }

  @Test
  void newtonDividesBySecondDifferenceWithinItsLimits() {
    // Slopes 12 and 2, second differences 6 and 0.05, the latter taken for 0.1.
    float[] bowl =
        stepped(CoordinateRule.newton(), p -> 3.0 * p[0] * p[0] + 0.025 * p[1] * p[1] + 1.9 * p[1]);
    assertThat(bowl[0]).isCloseTo(2 - 0.5f * 12 / 6, within(1e-4f));
    assertThat(bowl[1]).isCloseTo(2 - 0.5f * 2 / 0.1f, within(1e-3f));
    float[] hill = stepped(CoordinateRule.newton(), p -> -3.0 * p[0] * p[0]);
    assertThat(hill[0]).isCloseTo(2 + 0.5f * 12, within(1e-4f));
  }

  @Test
  void theFirstStepOfAdamHasTheLengthOfTheStepSize() {
    float[] moved = stepped(CoordinateRule.adam(Adam.standard()), p -> 5.0 * p[0] - 0.01 * p[1]);
    assertThat(moved[0]).isCloseTo(1.5f, within(1e-5f));
    assertThat(moved[1]).isCloseTo(2.5f, within(1e-5f));
  }

  @Test
  void everyCoordinateCountsItsOwnSteps() {
    // With one of two coordinates a step, both take first steps of full length at some time.
    CoordinateDescent optimizer = of(1, Importance.uniform(), CoordinateRule.adam(Adam.standard()));
    DescentState now = optimizer.start(new float[2]);
    boolean[] moved = new boolean[2];
    for (int step = 0; step < 20; step++) {
      float[] before = optimizer.best(now);
      now = Surfaces.run(optimizer, now, step, step + 1, p -> p[0] + p[1]);
      float[] after = optimizer.best(now);
      int index = after[0] != before[0] ? 0 : 1;
      assertThat(before[index] - after[index]).isCloseTo(0.5f, within(1e-4f));
      assertThat(after[1 - index]).isEqualTo(before[1 - index]);
      moved[index] = true;
    }
    assertThat(moved).containsExactly(true, true);
  }

  @Test
  void probesLieOnBothSidesOfTheCoordinatesThatAreImportant() {
    CoordinateDescent optimizer =
        of(8, Importance.of(new double[] {0, 1, 0, 3}), CoordinateRule.newton());
    float[] base = {1, 2, 3, 4};
    Proposal asked = optimizer.ask(optimizer.start(base), new StepKey(2, 0));
    assertThat(asked.size()).isEqualTo(5);
    assertThat(asked.point(0)).isEqualTo(base);
    assertThat(asked.point(1)).containsExactly(1, 2.125f, 3, 4);
    assertThat(asked.point(2)).containsExactly(1, 1.875f, 3, 4);
    assertThat(asked.point(3)).containsExactly(1, 2, 3, 4.125f);
    assertThat(asked.point(4)).containsExactly(1, 2, 3, 3.875f);
  }

  @Test
  void zooProbesOneHundredAndTwentyEightCoordinatesOnBothSides() {
    CoordinateDescent zoo = CoordinateDescent.zoo();
    assertThat(zoo.ask(zoo.start(new float[1000]), new StepKey(2, 0)).size()).isEqualTo(256);
    DescentState end = Surfaces.run(zoo, zoo.start(new float[200]), 0, 100, Surfaces::ellipsoid);
    assertThat(Surfaces.ellipsoid(zoo.best(end)))
        .isLessThan(0.9 * Surfaces.ellipsoid(new float[200]));
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(
            () ->
                new CoordinateDescent(
                    0, 1, Importance.uniform(), CoordinateRule.newton(), Schedule.constant(1)))
        .hasMessage(
            "a step takes 1 coordinate or more and a positive radius, but they are 0 and 1.0");
    CoordinateDescent optimizer =
        of(1, Importance.of(new double[] {1, 1}), CoordinateRule.newton());
    assertThatThrownBy(() -> optimizer.start(new float[3]))
        .hasMessage("there are 3 parameters, but importances of 2");
  }
}
