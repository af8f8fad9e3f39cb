package io.retask.blackbox.meter;

import io.retask.RetaskException;
import java.io.Serial;

/** The next query would pass the limit, so it was not sent. Nothing that was settled is lost. */
public final class BudgetExhausted extends RetaskException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what was asked for, what is left and what to do. */
  public BudgetExhausted(String message) {
    super(message);
  }
}
