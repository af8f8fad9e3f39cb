package io.retask.report;

/** On what a figure was measured. */
public enum Evidence {
  /** Examples that nothing in the training saw. */
  HELD_OUT_TEST("held-out test"),
  /** Labelled examples that the training followed but did not learn from. */
  VALIDATION("validation"),
  /** Folds of the training examples, each answered by a fit without it. */
  CROSS_VALIDATION("cross-validation");

  private final String words;

  Evidence(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
