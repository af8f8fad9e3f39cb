package io.retask.blackbox.meter;

import java.util.Locale;

/** Why an image was sent. Every attempt in the ledger has exactly one. */
public enum Cause {
  /** To learn what the box is, or how far its input must move for it to answer. */
  PROBE,
  /** To plan a mapping from labels to classes. */
  MAPPING,
  /** Probes of the optimiser. */
  TRAINING,
  /** Shown to a glass box for a gradient. */
  GRADIENT,
  /** Answers to views of the labelled pictures. */
  VIEWS,
  /** Held-out labelled data that follow the training. */
  VALIDATION,
  /** Unprogrammed answers that only the baselines need. */
  BASELINE,
  /** Test data, for the report. */
  EVALUATION,
  /** Probes and candidates of an attack. */
  ATTACK,
  /** New data, for the user. */
  PREDICTION;

  /** The name in JSON and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
