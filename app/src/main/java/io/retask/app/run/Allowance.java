package io.retask.app.run;

import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import java.util.Map;

/** What evaluations and predictions of a run may send: what they sent so far, and so many more. */
final class Allowance {
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
}
