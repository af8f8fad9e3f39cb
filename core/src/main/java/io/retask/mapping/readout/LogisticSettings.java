package io.retask.mapping.readout;

import java.util.Comparator;
import java.util.List;

/**
 * How a logistic readout is learned.
 *
 * @param ridges the penalties to choose among, each above 0; kept from the largest down
 * @param balanced whether every class counts the same, instead of every row
 * @param calibrated whether to divide the logits by the temperature that makes the cross-validated
 *     loss lowest
 */
public record LogisticSettings(List<Double> ridges, boolean balanced, boolean calibrated) {

  /** Checks and sorts the penalties. */
  public LogisticSettings {
    if (ridges.isEmpty() || ridges.stream().anyMatch(ridge -> !(ridge > 0))) {
      throw new IllegalArgumentException(
          "a logistic readout takes 1 ridge or more, each above 0, but these are " + ridges);
    }
    ridges = ridges.stream().distinct().sorted(Comparator.reverseOrder()).toList();
  }

  /** Powers of ten from 1e-4 to 1e3; rows count the same; the lowest loss wins. */
  public static LogisticSettings defaults() {
    return new LogisticSettings(List.of(1e3, 1e2, 1e1, 1.0, 1e-1, 1e-2, 1e-3, 1e-4), false, false);
  }

  /** The same with every class counting the same. */
  public LogisticSettings withBalance() {
    return new LogisticSettings(ridges, true, calibrated);
  }

  /** The same with a temperature. */
  public LogisticSettings withCalibration() {
    return new LogisticSettings(ridges, balanced, true);
  }

  /** The same with other penalties. */
  public LogisticSettings withRidges(List<Double> others) {
    return new LogisticSettings(others, balanced, calibrated);
  }
}
