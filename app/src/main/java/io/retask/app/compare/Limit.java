package io.retask.app.compare;

import io.retask.blackbox.Price;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Ledger;
import io.retask.recipe.InvalidRecipe;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the whole comparison may send. The test rows come first, since without them no training is
 * worth anything; training gets what the user's limit leaves.
 */
final class Limit {
  private final ComparisonRequest request;
  private final Ledger ledger;
  private final Price price;

  Limit(ComparisonRequest request, Ledger ledger, Price price) {
    this.request = request;
    this.ledger = ledger;
    this.price = price;
  }

  /**
   * Writes the limits into the ledger.
   *
   * @throws InvalidRecipe if the user's limit does not cover what is spent and the test rows
   */
  void set(Announcement announced) {
    Bill bill = ledger.bill();
    long judged = bill.reservedImages(Account.EVALUATION);
    long trained = bill.reservedImages(Account.TRAINING);
    long evaluation = judged + announced.evaluation();
    long most = most();
    long left = most - evaluation;
    if (left < trained || (left == 0 && announced.training() > 0)) {
      throw new InvalidRecipe(
          "a limit of %,d images does not cover this comparison: %,d are sent already and %,d test rows are to be asked; raise --max-images or --money"
              .formatted(most, judged + trained, announced.evaluation()));
    }
    grant(Account.EVALUATION, evaluation, Long.MAX_VALUE);
    grant(Account.TRAINING, Math.min(trained + announced.training(), left), left);
  }

  /**
   * Gives an account its limit. What is finished sent less than was announced for it, so the limit
   * of before may be higher: it stays.
   *
   * @param most what the user leaves for the account
   */
  private void grant(Account account, long images, long most) {
    Budget wanted = Budget.ofImages(images);
    Budget before = ledger.allowance(account);
    if (before.equals(Budget.UNLIMITED)) {
      ledger.allow(account, wanted);
    } else if (wanted.covers(before)) {
      ledger.raise(account, wanted);
    } else if (!Budget.ofImages(most).covers(before)) {
      throw new InvalidRecipe(
          "the comparison was begun with %s for training and its limit can only be raised, but this one leaves %s; raise --max-images or --money, or name another folder with --out"
              .formatted(before, Budget.ofImages(most)));
    }
  }

  private long most() {
    long images = request.maxImages() == null ? Long.MAX_VALUE : request.maxImages();
    BigDecimal money = request.money();
    if (money == null || price.isFree()) {
      return images;
    }
    BigDecimal affordable =
        money
            .multiply(BigDecimal.valueOf(1000))
            .divide(price.per1000Images(), 0, RoundingMode.FLOOR);
    return affordable.min(BigDecimal.valueOf(images)).longValue();
  }
}
