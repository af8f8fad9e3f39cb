package io.retask.method;

import io.retask.recipe.Recipe;
import java.util.Map;

/** A way to learn from a lesson. Laws: deterministic; never reads the test examples. */
public interface Method {
  /**
   * Learns.
   *
   * @throws io.retask.blackbox.meter.BudgetExhausted if the budget ended before there was a result
   * @throws io.retask.blackbox.BlackBoxFailure if the box failed for good; what was paid for is kept
   */
  Learned learn(Lesson lesson);

  /** The method that a recipe names. */
  static Method of(Recipe recipe) {
    Map<String, Method> known = Map.of("bar", new BarMethod(), "views", new ViewsMethod());
    Method method = known.get(recipe.method());
    if (method == null) {
      throw new IllegalStateException("a recipe cannot name '" + recipe.method() + "'");
    }
    return method;
  }
}
