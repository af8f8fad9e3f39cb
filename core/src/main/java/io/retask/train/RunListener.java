package io.retask.train;

import io.retask.blackbox.meter.Bill;

/** Hears of every step, on the thread of the run, before the step is saved. */
@FunctionalInterface
public interface RunListener {
  /**
   * A step was made.
   *
   * @param record what it gave
   * @param bill the account after it, with the money
   */
  void stepped(StepRecord record, Bill bill);

  /** Hears nothing. */
  static RunListener none() {
    return (record, bill) -> {};
  }
}
