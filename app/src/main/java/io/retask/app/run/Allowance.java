package io.retask.app.run;

import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import java.util.Map;

/**
 * What a run may send. Evaluations and predictions: what they sent so far, and so many more;
 * training: what the recipe says.
 */
public final class Allowance {
  private Allowance() {}

  /** Lets the account send that many images more, however much it was allowed before. */
  static void grant(Ledger ledger, long more) {
    Map<Cause, Long> spent = ledger.bill().byCause();
    long soFar =
        spent.getOrDefault(Cause.EVALUATION, 0L) + spent.getOrDefault(Cause.PREDICTION, 0L);
    Budget wanted = Budget.ofImages(soFar + more);
    Budget before = ledger.allowance(Account.EVALUATION);
    if (before.equals(Budget.UNLIMITED)) {
      ledger.allow(Account.EVALUATION, wanted);
    } else if (!before.covers(wanted)) {
      ledger.raise(Account.EVALUATION, wanted);
    }
  }

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
