package io.retask.attack;

import io.retask.blackbox.Scores;
import java.util.Arrays;

/**
 * The cotangents of the loss that a gradient attack raises: cross-entropy, -log p of the label to
 * get away from, or log p of the one to reach.
 *
 * <p>Only the direction counts, so each is written in the form that keeps its digits where the box
 * is sure. On logits z it is p_k - [k = y], with the entry of y as minus the sum of the others. The
 * same holds for log-probabilities, since sum_k p_k · dlog p_k = 0. On probabilities -dp_y = sum of
 * the other dp_k: the side that is smaller is taken, as the larger one is 1 in 32 bits.
 */
final class Ascent {
  private Ascent() {}

  /** K cotangents by the raw scores of one row; its own scale. */
  static float[] cotangent(Scores scores, Goal goal) {
    double[] up =
        switch (scores.kind()) {
          case LOGITS, LOG_PROBABILITIES -> ofLogs(LogScores.of(scores, 0), goal.label());
          case PROBABILITIES -> ofProbabilities(scores.values(), goal.label());
          case SIGMOID -> ofSigmoids(scores.values(), goal.label());
        };
    double largest = Arrays.stream(up).map(Math::abs).max().orElse(0);
    double scale = (goal.targeted() ? -1 : 1) / (largest > 0 ? largest : 1);
    float[] cotangent = new float[up.length];
    for (int k = 0; k < up.length; k++) {
      cotangent[k] = (float) (scale * up[k]);
    }
    return cotangent;
  }

  private static double[] ofLogs(double[] logs, int label) {
    double highest = Arrays.stream(logs).max().orElseThrow();
    double[] up = Arrays.stream(logs).map(log -> Math.exp(log - highest)).toArray();
    double all = Arrays.stream(up).sum();
    double others = 0;
    for (int k = 0; k < up.length; k++) {
      up[k] /= all;
      others += k == label ? 0 : up[k];
    }
    up[label] = -others;
    return up;
  }

  private static double[] ofProbabilities(float[] probabilities, int label) {
    double[] up = new double[probabilities.length];
    if (probabilities[label] > 0.5) {
      Arrays.fill(up, 1);
      up[label] = 0;
    } else {
      up[label] = -1;
    }
    return up;
  }

  /** Sigmoid scores do not compete with each other, so the best of the others is raised too. */
  private static double[] ofSigmoids(float[] scores, int label) {
    int best = label == 0 ? 1 : 0;
    for (int k = 0; k < scores.length; k++) {
      best = k != label && scores[k] > scores[best] ? k : best;
    }
    double[] up = new double[scores.length];
    up[label] = -1 / Math.max(scores[label], Scores.FLOOR);
    up[best] = 1 / Math.max(scores[best], Scores.FLOOR);
    return up;
  }
}
