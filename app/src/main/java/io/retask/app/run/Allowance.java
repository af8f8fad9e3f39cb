package io.retask.app.run;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Ledger;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What may be sent: what the user allows. */
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
   * Refuses a limit of money where images cost nothing.
   *
   * @throws InvalidRecipe if there is such a limit
   */
  public static void refuseIdle(@Nullable BigDecimal money, BlackBoxSpec box) {
    if (money != null && box.price().isFree()) {
      throw new InvalidRecipe(
          "the description of '%s' states no price, so a limit of money would limit nothing; write price: {per1000Images: AMOUNT, currency: USD} into it, or limit the number of images"
              .formatted(box.name()));
    }
  }

  /**
   * Refuses to begin without a limit where images cost money.
   *
   * @param advice what is known of the bill, and how to set a limit
   * @throws InvalidRecipe if there is none
   */
  public static void refuseUnlimited(Budget budget, BlackBoxSpec box, String advice) {
    if (budget.equals(Budget.UNLIMITED) && !box.price().isFree()) {
      throw new InvalidRecipe(
          "1,000 images to '%s' cost %s %s%s"
              .formatted(
                  box.name(),
                  box.price().per1000Images().toPlainString(),
                  box.price().currency(),
                  advice));
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
