package io.retask.blackbox;

/** What the numbers of an answer mean. */
public enum ScoreKind {
  /** Any real numbers; their softmax are the probabilities. */
  LOGITS,
  /** Natural logarithms of probabilities. */
  LOG_PROBABILITIES,
  /** At least 0, with sum 1. */
  PROBABILITIES,
  /** Each in [0,1] on its own; the sum is free. */
  SIGMOID
}
