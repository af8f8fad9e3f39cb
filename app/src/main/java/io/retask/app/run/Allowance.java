package io.retask.app.run;

import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Ledger;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;

/** What a training may send: what its recipe says. */
public final class Allowance {
  private Allowance() {}

  /** Sets what a training may send, or raises it. */
  public static void train(Ledger ledger, Budget budget) {
    Budget before = ledger.allowance(Account.TRAINING);
    if (!before.equals(Budget.UNLIMITED) && budget.covers(before)) {
      ledger.raise(Account.TRAINING, budget);
    } else {
      ledger.allow(Account.TRAINING, budget);
    }
  }

  /**
   * The same recipe with a higher budget.
   *
   * @param more the new limits; null leaves one as it was
   * @throws InvalidRecipe if that would be less than before
   */
  static Recipe raised(Recipe recipe, BudgetRecipe more) {
    BudgetRecipe old = recipe.budget();
    BudgetRecipe asked =
        new BudgetRecipe(
            more.images() == null ? old.images() : more.images(),
            more.money() == null ? old.money() : more.money());
    if (!Estimation.budget(asked).covers(Estimation.budget(old))) {
      throw new InvalidRecipe(
          "the budget of the run is %s and can only be raised, not set to %s"
              .formatted(Estimation.budget(old), Estimation.budget(asked)));
    }
    return recipe.within(asked);
  }
}
