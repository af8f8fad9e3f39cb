package io.retask.method;

import io.retask.blackbox.Price;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.recipe.BarRecipe;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.train.BarPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the budget of a recipe becomes steps of {@code bar}; known before anything is sent. */
record BarBill(BarPlan plan, long steps) {

  /**
   * Plans a run.
   *
   * @throws InvalidRecipe if neither a budget nor a number of steps is given
   * @throws BudgetExhausted if the budget does not cover one step
   */
  static BarBill of(Lesson lesson, BarRecipe settings) {
    long budget = images(lesson.recipe().budget(), lesson.box().spec().price());
    if (budget == Long.MAX_VALUE && settings.steps() == null) {
      throw new InvalidRecipe(
          "method bar spends whatever it is given; name --budget IMAGES, --money AMOUNT or"
              + " --set bar.steps=N");
    }
    int held = lesson.split().validation().length;
    try {
      BarPlan plan =
          new BarPlan(
              budget,
              settings.estimator().directions(),
              settings.batch(),
              lesson.split().train().length,
              held,
              held,
              settings.validations());
      long steps =
          settings.steps() == null ? plan.steps() : Math.min(settings.steps(), plan.steps());
      return new BarBill(plan, steps);
    } catch (IllegalArgumentException tooSmall) {
      throw new BudgetExhausted(tooSmall.getMessage());
    }
  }

  /** The most images that a budget covers; {@link Long#MAX_VALUE} where there is no limit. */
  static long images(BudgetRecipe budget, Price price) {
    long images = budget.images() == null ? Long.MAX_VALUE : budget.images();
    if (budget.money() == null || price.per1000Images().signum() == 0) {
      return images;
    }
    BigDecimal affordable =
        budget
            .money()
            .multiply(BigDecimal.valueOf(1000))
            .divide(price.per1000Images(), 0, RoundingMode.FLOOR);
    return Math.min(images, affordable.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
  }

  int batch() {
    return plan.batch();
  }

  /** Validation follows that step: evenly over the steps that are made, the last one included. */
  boolean validatesAfter(long step) {
    long passes = Math.min(plan.validationPasses(), steps);
    return (step + 1) * passes / steps > step * passes / steps;
  }
}
