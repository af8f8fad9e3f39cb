package io.retask.report;

import java.util.Locale;

/** What a row of the results stands for. */
public enum Role {
  /** The method of the run. */
  OURS("our method"),
  /** A baseline that asks the box too. */
  WITH_BOX("baseline with the box"),
  /** A baseline that never asks the box, such as raw values or the largest class. */
  WITHOUT_BOX("baseline without the box");

  private final String words;

  Role(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
