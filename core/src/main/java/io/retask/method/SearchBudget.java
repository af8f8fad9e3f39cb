package io.retask.method;

import io.retask.blackbox.Price;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.SearchRecipe;
import io.retask.recipe.SearchRecipe.RefreshRecipe;
import io.retask.train.RunPlan;
import io.retask.train.RunPlan.Passes;
import io.retask.train.RunPlan.Refresh;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the budget of a recipe becomes the steps of a search; known before anything is sent. */
final class SearchBudget {
  private SearchBudget() {}

  /**
   * Plans a run.
   *
   * @param points the points of one step
   * @throws InvalidRecipe if neither a budget nor a number of steps is given
   * @throws BudgetExhausted if the budget does not cover one step
   */
  static RunPlan plan(SearchParts parts, int points) {
    Lesson lesson = parts.lesson();
    SearchRecipe settings = parts.settings();
    long budget = images(lesson.recipe().budget(), lesson.box().spec().price());
    if (budget == Long.MAX_VALUE && settings.steps() == null) {
      throw new InvalidRecipe(
          "method %s spends whatever it is given; name --budget IMAGES, --money AMOUNT or --set %s.steps=N"
              .formatted(lesson.recipe().method(), parts.section()));
    }
    int held = lesson.split().validation().length;
    try {
      return new RunPlan(
          budget,
          settings.steps() == null ? Long.MAX_VALUE : settings.steps(),
          lesson.labelled().length + (long) SearchProbe.points(settings) * settings.batch(),
          points,
          settings.batch(),
          new Passes(held, settings.validations()),
          refresh(settings, lesson.split().train().length));
    } catch (IllegalArgumentException tooSmall) {
      throw new BudgetExhausted(tooSmall.getMessage());
    }
  }

  private static Refresh refresh(SearchRecipe settings, int examples) {
    RefreshRecipe wanted = settings.refresh();
    if (wanted == null) {
      return Refresh.NEVER;
    }
    long epoch = (examples + settings.batch() - 1L) / settings.batch();
    return new Refresh(
        wanted.everySteps() == null ? epoch : wanted.everySteps(),
        wanted.source() == RefreshRecipe.Source.ASKED ? examples : 0);
  }

  /** The most images that a budget covers; {@link Long#MAX_VALUE} where there is no limit. */
  static long images(BudgetRecipe budget, Price price) {
    long images = budget.images() == null ? Long.MAX_VALUE : budget.images();
    if (budget.money() == null || price.isFree()) {
      return images;
    }
    BigDecimal affordable =
        budget
            .money()
            .multiply(BigDecimal.valueOf(1000))
            .divide(price.per1000Images(), 0, RoundingMode.FLOOR);
    return Math.min(images, affordable.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
  }
}
