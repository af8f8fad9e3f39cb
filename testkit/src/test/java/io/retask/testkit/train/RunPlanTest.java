package io.retask.testkit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.train.RunPlan;
import io.retask.train.RunPlan.Passes;
import io.retask.train.RunPlan.Refresh;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlanTest {
  private static RunPlan plan(long budget, long before, int points, int batch, Passes validation) {
    return new RunPlan(budget, Long.MAX_VALUE, before, points, batch, validation, Refresh.NEVER);
  }

  private static RunPlan refreshed(long budget, long most, long every) {
    return new RunPlan(budget, most, 10, 3, 2, new Passes(0, 0), new Refresh(every, 5));
  }

  @Test
  void whatIsLeftAfterTheFixedCostsBecomesSteps() {
    RunPlan plan = plan(12_000, 360, 26, 20, new Passes(90, 4));
    assertThat(plan.stepImages()).isEqualTo(520);
    assertThat(plan.steps()).isEqualTo(21);
    assertThat(plan.plannedImages()).isEqualTo(720 + 21 * 520).isLessThanOrEqualTo(12_000);
  }

  @Test
  void theSmallestBudgetGivesOneStep() {
    assertThat(plan(520 + 360, 360, 26, 20, new Passes(0, 0)).steps()).isEqualTo(1);
  }

  @Test
  void lessThanOneStepIsRefusedWithTheSmallestBudgetThatWorks() {
    assertThatThrownBy(() -> plan(924, 360, 26, 20, new Passes(45, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a budget of 924 images does not cover one step of training: 360 go before it, 45 into validation, and a step takes 520 (26 points x 20 images); the smallest budget that works is 925");
    assertThat(plan(925, 360, 26, 20, new Passes(45, 2)).steps()).isEqualTo(1);
  }

  /** Steps of 10, each with a pass of 5 behind it until there are 4. */
  @ParameterizedTest
  @CsvSource({"15,1", "29,1", "30,2", "45,3", "59,3", "60,4", "69,4", "70,5"})
  void passesThatAreNotMadeAreNotReserved(long budget, long steps) {
    RunPlan plan = plan(budget, 0, 5, 2, new Passes(5, 4));
    assertThat(plan.steps()).isEqualTo(steps);
    assertThat(plan.plannedImages())
        .isEqualTo(10 * steps + 5 * Math.min(4, steps))
        .isLessThanOrEqualTo(budget);
  }

  @Test
  void numbersBelowZeroAreRefused() {
    assertThatThrownBy(() -> plan(9999, -1, 26, 20, new Passes(0, 0)))
        .hasMessage("no number of images is below 0, but they are -1 and 0 times 0");
    assertThatThrownBy(() -> plan(9999, 0, 0, 20, new Passes(0, 0)))
        .hasMessage(
            "a run makes 1 step or more of 1 point and 1 image or more, but they are"
                + " 9223372036854775807, 0 and 20");
    assertThatThrownBy(() -> refreshed(99, 9, -1))
        .hasMessage(
            "a refresh follows a number of steps and bills a number of images, but they are -1"
                + " and 5");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 10, 50})
  void validationIsSpreadEvenlyAndNeverPassesItsPlan(int passes) {
    RunPlan plan = plan(10_000, 0, 10, 50, new Passes(10, passes));
    int[] steps = IntStream.range(0, (int) plan.steps()).filter(plan::validatesAfter).toArray();
    assertThat(steps.length).isEqualTo((int) Math.min(passes, plan.steps()));
    for (int i = 1; i < steps.length; i++) {
      assertThat(steps[i] - steps[i - 1]).isBetween(19 / passes, 20 / passes + 1);
    }
    assertThat(plan.validatesAfter(plan.steps() - 1)).isEqualTo(passes > 0);
  }

  @Test
  void validationIsSpreadOverTheStepsThatAreMade() {
    RunPlan plan = new RunPlan(10_000, 6, 0, 2, 2, new Passes(10, 2), Refresh.NEVER);
    assertThat(IntStream.range(0, 6).filter(plan::validatesAfter)).containsExactly(2, 5);
  }

  /** 10 before, steps of 6, and 5 before every third step but the first. */
  @ParameterizedTest
  @CsvSource({
    "16,1", "21,1", "22,2", "28,3", "33,3", "38,3", "39,4", "45,5", "51,6", "61,6", "62,7"
  })
  void refreshesAreBilledBetweenTheSteps(long budget, long steps) {
    RunPlan plan = refreshed(budget, Long.MAX_VALUE, 3);
    assertThat(plan.steps()).isEqualTo(steps);
    assertThat(plan.refreshes()).isEqualTo((steps - 1) / 3);
    assertThat(plan.plannedImages())
        .isEqualTo(10 + 6 * steps + 5 * ((steps - 1) / 3))
        .isLessThanOrEqualTo(budget);
  }

  @Test
  void noLimitIsNoOverflow() {
    assertThat(refreshed(Long.MAX_VALUE, 7, 3).plannedImages()).isEqualTo(10 + 7 * 6 + 2 * 5);
  }
}
