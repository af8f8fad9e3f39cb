package io.retask.attack;

import io.retask.blackbox.Scores;

/**
 * What an attack wants the box to answer.
 *
 * @param label a source label, from 0
 * @param targeted whether that label shall be answered, or anything but that label
 */
public record Goal(int label, boolean targeted) {
  /** Any other answer than this one. */
  public static Goal away(int label) {
    return new Goal(label, false);
  }

  /** This answer. */
  public static Goal reach(int label) {
    return new Goal(label, true);
  }

  /**
   * How far an answer is from the goal, in log-scores: the label's own less the best of the others,
   * or the best of the others less the label's own where the label is to be reached. Below 0 the
   * goal is reached; a tie does not reach it. On logits and log-probabilities it is exact, however
   * sure the box is: a softmax subtracts the same from both.
   *
   * @param scores answers of any kind; untold scores have the bound of {@link Scores#censored}
   */
  public double margin(Scores scores, int row) {
    double[] logs = LogScores.of(scores, row);
    double other = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logs.length; k++) {
      other = k == label ? other : Math.max(other, logs[k]);
    }
    return targeted ? other - logs[label] : logs[label] - other;
  }

  /** Whether an answer is what was wanted. */
  public boolean reached(Scores scores, int row) {
    return margin(scores, row) < 0;
  }
}
