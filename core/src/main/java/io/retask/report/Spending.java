package io.retask.report;

import io.retask.blackbox.meter.Bill;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the run cost.
 *
 * @param bill the account at its end
 * @param budget the images that were allowed; empty if there was no limit
 * @param wallTime how long it took
 * @param imagesPerPrediction the images that one prediction bills: V
 */
public record Spending(Bill bill, OptionalLong budget, Duration wallTime, int imagesPerPrediction) {

  /** Checks the counts. */
  public Spending {
    budget.ifPresent(images -> Checks.count(images, 0, "the budget"));
    Checks.count(imagesPerPrediction, 0, "the number of images per prediction");
    if (wallTime.isNegative()) {
      throw new IllegalArgumentException("a wall time of " + wallTime + " is below zero");
    }
  }
}
