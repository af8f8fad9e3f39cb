package io.retask.mapping;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.ScorePullback;
import io.retask.blackbox.Scores;
import java.util.Arrays;

/**
 * The mapping of Bayesian-guided label mapping (arXiv 2410.24018): every source label speaks for
 * every class, {@code score_t = sum_s z_s·omega[s,t]}.
 *
 * <p>The paper weighs logits. A black box tells probabilities, so z are log-scores; with columns of
 * sum 1 a score is then the log of a weighted geometric mean, and the answer is the softmax of the
 * scores.
 */
public final class BayesianMapping implements DifferentiableMapping {
  private static final double TOLERANCE = 1e-3;
  private final int sources;
  private final int targets;
  private final float[] omega;

  /**
   * A mapping with given weights; the array is copied.
   *
   * @param omega K x C, row-major: at least 0, each column with sum 1
   * @throws IllegalArgumentException if the array has another length, or a column another sum
   */
  public BayesianMapping(int sources, int targets, float[] omega) {
    if (targets < 1 || sources < 1 || omega.length != (long) sources * targets) {
      throw new IllegalArgumentException(
          "%d weights do not lead from %d source labels to %d classes"
              .formatted(omega.length, sources, targets));
    }
    this.sources = sources;
    this.targets = targets;
    this.omega = omega.clone();
    for (int target = 0; target < targets; target++) {
      checkColumn(target);
    }
  }

  private void checkColumn(int target) {
    double sum = 0;
    boolean weights = true;
    for (int source = 0; source < sources; source++) {
      sum += omega[source * targets + target];
      weights &= omega[source * targets + target] >= 0;
    }
    if (!weights || !(Math.abs(sum - 1) < TOLERANCE)) {
      throw new IllegalArgumentException(
          "the weights of class %d must be 0 or more with sum 1, but their sum is %s"
              .formatted(target, sum));
    }
  }

  @Override
  public int sources() {
    return sources;
  }

  @Override
  public int targets() {
    return targets;
  }

  /** omega, K x C, row-major; a copy. */
  public float[] omega() {
    return omega.clone();
  }

  @Override
  public Scores apply(Scores answers) {
    checkWidth(answers);
    float[] z = answers.logScores();
    float[] scores = new float[answers.count() * targets];
    double[] sums = new double[targets];
    for (int row = 0; row < answers.count(); row++) {
      weigh(z, row * sources, sums);
      for (int target = 0; target < targets; target++) {
        scores[row * targets + target] = (float) sums[target];
      }
    }
    return Scores.wrap(answers.count(), targets, ScoreKind.LOGITS, scores).probabilities();
  }

  /** {@inheritDoc} Back through the softmax of C scores, then by omega to the log-scores. */
  @Override
  public float[] pullback(Scores answers, float[] mappedGradient) {
    Scores mapped = apply(answers);
    Scores scores = Scores.wrap(mapped.count(), targets, ScoreKind.LOGITS, logs(mapped));
    float[] byScore = ScorePullback.ofProbabilities(scores, mappedGradient);
    float[] byLogScore = new float[answers.count() * sources];
    for (int i = 0; i < byLogScore.length; i++) {
      int row = i / sources;
      double sum = 0;
      for (int target = 0; target < targets; target++) {
        sum += (double) byScore[row * targets + target] * omega[i % sources * targets + target];
      }
      byLogScore[i] = (float) sum;
    }
    return ScorePullback.ofLogScores(answers, byLogScore);
  }

  /** Scores with the softmax that is given. */
  private static float[] logs(Scores mapped) {
    float[] logs = mapped.values().clone();
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(Math.max(logs[i], Float.MIN_NORMAL));
    }
    return logs;
  }

  private void checkWidth(Scores answers) {
    if (answers.classes() != sources) {
      throw new IllegalArgumentException(
          "the mapping takes %d scores a row, but the answers have %d"
              .formatted(sources, answers.classes()));
    }
  }

  /** score_t = sum_s z_s·omega[s,t] of one row. */
  private void weigh(float[] z, int begin, double[] sums) {
    Arrays.fill(sums, 0);
    for (int source = 0; source < sources; source++) {
      double score = z[begin + source];
      for (int target = 0; target < targets; target++) {
        sums[target] += score * omega[source * targets + target];
      }
    }
  }
}
