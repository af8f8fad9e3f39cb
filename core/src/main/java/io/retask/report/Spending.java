package io.retask.report;

import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import java.time.Duration;

/**
 * What the run cost.
 *
 * @param bill the account at its end
 * @param budget what was allowed
 * @param wallTime how long it took
 * @param imagesPerPrediction the images that one prediction bills: V
 */
public record Spending(Bill bill, Budget budget, Duration wallTime, int imagesPerPrediction) {

  /** Checks the counts. */
  public Spending {
    Checks.count(imagesPerPrediction, 0, "the number of images per prediction");
    if (wallTime.isNegative()) {
      throw new IllegalArgumentException("a wall time of " + wallTime + " is below zero");
    }
  }
}
