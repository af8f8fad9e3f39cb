package io.retask.report;

import java.util.Locale;

/** What the comparison with the baselines comes to. */
public enum Verdict {
  /** Above every baseline. */
  HELPS("The box helps"),
  /** Above all that leave the box out, but not shown to be above a simpler use of the box. */
  SIMPLER_DOES("A simpler method may do"),
  /** Not shown to be above a method that never asks the box. */
  NO_HELP("Not shown to help"),
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
