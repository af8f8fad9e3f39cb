package io.retask.method;

import io.retask.program.ViewSource;
import io.retask.recipe.Recipe;

/** A way to learn from a lesson. Laws: deterministic; never reads the test examples. */
public interface Method {
  /**
   * Learns.
   *
   * @throws io.retask.blackbox.meter.BudgetExhausted if the budget ended before there was a result
   * @throws io.retask.blackbox.BlackBoxFailure if the box failed for good; what was paid for is
   *     kept
   */
  Learned learn(Lesson lesson);

  /**
   * Asks what {@link #learn} would ask at the most, and learns as little as that takes: what is
   * rehearsed with made-up answers before anything is sent.
   */
  default void rehearse(Lesson lesson) {
    learn(lesson);
  }

  /**
   * The method that a recipe names.
   *
   * @param views draws views of the kind of input at hand
   * @throws io.retask.recipe.InvalidRecipe if it belongs to a module that is not there
   */
  static Method of(Recipe recipe, ViewSource views) {
    return switch (recipe.method()) {
      case "auto" -> new AutoMethod(views);
      case "ar" -> new GlassMethod(views);
      case "bar", "cma-es", "ilm", "random-search", "spsa-gc", "zoo" -> new SearchMethod(views);
      case "views" -> new ViewsMethod(views);
      default ->
          SimpleMethod.of(recipe.method(), views)
              .or(() -> ModuleMethods.of(recipe.method()).map(ModuleMethods::load))
              .orElseThrow(
                  () ->
                      new IllegalStateException("a recipe cannot name '" + recipe.method() + "'"));
    };
  }
}
