package io.retask.blackbox.meter;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Price;
import java.util.Locale;

/** The rules about limits that every ledger shares, with their words. */
final class Limits {
  private Limits() {}

  static BudgetExhausted refusal(Account account, Budget budget, long wanted, long left) {
    return new BudgetExhausted(
        "%d more images are needed, but the %s budget of %s covers %d more; they were not sent; raise the budget: what is settled is not asked again"
            .formatted(wanted, name(account), budget, left));
  }

  static RetaskException alreadySet(String place, Account account, Budget old, Budget asked) {
    return new RetaskException(
        "the ledger %s already has a %s budget of %s, so it cannot be set to %s; raise it explicitly with a larger --budget or --money on `retask resume`"
            .formatted(place, name(account), old, asked));
  }

  static void checkRaise(Account account, Budget old, Budget asked) {
    if (!asked.covers(old)) {
      throw new IllegalArgumentException(
          "the %s budget is %s and can only be raised, not set to %s"
              .formatted(name(account), old, asked));
    }
  }

  /** What is spent and so many images more, as far as numbers go. */
  static Budget granted(Spending spent, long images) {
    if (images < 0) {
      throw new IllegalArgumentException(
          "at least 0 images more can be granted, not %d".formatted(images));
    }
    return Budget.ofImages(spent.images() + Math.min(images, Long.MAX_VALUE - spent.images()));
  }

  static void checkCurrency(String currency, BlackBoxSpec box, String place) {
    if (!currency.equals(box.price().currency())) {
      throw new RetaskException(
          "the ledger %s counts in %s, but '%s' is priced in %s; use another run folder for it"
              .formatted(place, currency, box.name(), box.price().currency()));
    }
  }

  static void checkPrice(Price known, BlackBoxSpec box, String place) {
    Price now = box.price();
    boolean same =
        known.currency().equals(now.currency())
            && known.per1000Images().compareTo(now.per1000Images()) == 0;
    if (!same) {
      throw new RetaskException(
          "the ledger %s counts '%s' at %s, but its price is %s now; write the old price back to go on (--budget limits images at any price), or begin again in another folder at the new one"
              .formatted(place, box.name(), words(known), words(now)));
    }
  }

  private static String words(Price price) {
    return "%s %s for 1,000 images"
        .formatted(price.per1000Images().toPlainString(), price.currency());
  }

  static String notOpen(String place, long attempt) {
    return "attempt %d of the ledger %s is settled or failed already".formatted(attempt, place);
  }

  private static String name(Account account) {
    return account.name().toLowerCase(Locale.ROOT);
  }
}
