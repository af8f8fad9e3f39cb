package io.retask.report;

import java.util.Locale;

/** What the comparison with the baselines comes to. */
public enum Verdict {
  /** Above every baseline. */
  HELPS("The box helps"),
  /** Above all that leave the box out, but a simpler use of the box does as well. */
  SIMPLER_DOES("A simpler method does as well"),
  /** A method that never asks the box does as well. */
  NO_HELP("The box does not help"),
  /** A baseline is better. */
  WORSE("A baseline is better"),
  /** Nothing to compare with, or nothing measured. */
  UNKNOWN("Not compared");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
