package io.retask.recipe;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What training may spend, validation and baselines included; the stricter limit wins. Held-out
 * evaluation and predictions are accounted for apart, and announced before they are sent.
 *
 * @param images the most images, null for no limit
 * @param money the most money in the box's currency, null for no limit
 */
public record BudgetRecipe(@Nullable Long images, @Nullable BigDecimal money) {
  /** Checks the signs. */
  public BudgetRecipe {
    if (images != null && images < 1) {
      throw new InvalidRecipe("recipe key 'budget.images' is %d; it must be at least 1".formatted(images));
    }
    if (money != null && money.signum() < 0) {
      throw new InvalidRecipe("recipe key 'budget.money' is %s; it must not be negative".formatted(money));
    }
  }
}
