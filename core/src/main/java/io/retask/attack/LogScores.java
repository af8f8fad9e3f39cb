package io.retask.attack;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;

/**
 * One answer as log-scores, up to a constant of the answer. Finer than {@link Scores#logScores},
 * whose floor of 1e-7 would leave an attack on a box that is sure without a slope.
 */
final class LogScores {
  /** The floor of ZOO's code; smaller probabilities are rounding. */
  private static final double FLOOR = 1e-30;

  private LogScores() {}

  static double[] of(Scores scores, int row) {
    Scores one = scores.rows(row, row + 1);
    boolean logs = one.kind() == ScoreKind.LOGITS || one.kind() == ScoreKind.LOG_PROBABILITIES;
    float[] values = logs && isComplete(one.values()) ? one.values() : one.censored().values();
    double[] result = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      result[k] = values == one.values() && logs ? values[k] : Math.log(Math.max(values[k], FLOOR));
    }
    return result;
  }

  private static boolean isComplete(float[] values) {
    for (float value : values) {
      if (Float.isNaN(value)) {
        return false;
      }
    }
    return true;
  }
}
