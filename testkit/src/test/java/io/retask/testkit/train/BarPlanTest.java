package io.retask.testkit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.train.BarPlan;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarPlanTest {
  @Test
  void whatIsLeftAfterTheFixedCostsBecomesSteps() {
    BarPlan plan = new BarPlan(12_000, 25, 20, 360, 0, 90, 4);
    assertThat(plan.stepImages()).isEqualTo(520);
    assertThat(plan.fixedImages()).isEqualTo(720);
    assertThat(plan.steps()).isEqualTo(21);
    assertThat(plan.plannedImages()).isEqualTo(720 + 21 * 520).isLessThanOrEqualTo(12_000);
  }

  @Test
  void theSmallestBudgetGivesOneStep() {
    assertThat(new BarPlan(520 + 360, 25, 20, 0, 360, 0, 0).steps()).isEqualTo(1);
  }

  @Test
  void lessThanOneStepIsRefusedWithTheSmallestBudgetThatWorks() {
    assertThatThrownBy(() -> new BarPlan(969, 25, 20, 300, 60, 45, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a budget of 969 images does not cover one step of training: 360 go before it, 90 into validation, and a step takes 520 (26 points x 20 images); the smallest budget that works is 970");
    assertThat(new BarPlan(970, 25, 20, 300, 60, 45, 2).steps()).isEqualTo(1);
  }

  @Test
  void numbersBelowZeroAreRefused() {
    assertThatThrownBy(() -> new BarPlan(9999, 25, 20, -1, 0, 0, 0))
        .hasMessage("no number of images is below 0, but they are -1, 0, 0 and 0");
    assertThatThrownBy(() -> new BarPlan(9999, 0, 20, 0, 0, 0, 0))
        .hasMessage("a step takes 1 direction and 1 image or more, but they are 0 and 20");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 10, 50})
  void validationIsSpreadEvenlyAndNeverPassesItsPlan(int passes) {
    BarPlan plan = new BarPlan(10_000, 9, 50, 0, 0, 10, passes);
    int[] steps = IntStream.range(0, (int) plan.steps()).filter(plan::validatesAfter).toArray();
    assertThat(steps.length).isEqualTo((int) Math.min(passes, plan.steps()));
    for (int i = 1; i < steps.length; i++) {
      assertThat(steps[i] - steps[i - 1]).isBetween(19 / passes, 20 / passes + 1);
    }
    assertThat(plan.validatesAfter(plan.steps() - 1)).isEqualTo(passes > 0);
  }
}
