package io.retask.blackbox;

/**
 * How a loss changes with raw scores, from how it changes with what {@link Scores} makes of them.
 * All scores must be told. Slopes are n x K, row-major, like the scores.
 */
public final class ScorePullback {
  private ScorePullback() {}

  /**
   * Through {@link Scores#probabilities}.
   *
   * @param slopes dL/dF, by the probabilities
   * @return dL/ds, by the raw scores
   */
  public static float[] ofProbabilities(Scores answers, float[] slopes) {
    check(answers, slopes);
    if (answers.kind() == ScoreKind.PROBABILITIES || answers.kind() == ScoreKind.SIGMOID) {
      return slopes.clone();
    }
    float[] shares = answers.probabilities().values();
    double[] weighed = new double[slopes.length];
    for (int i = 0; i < weighed.length; i++) {
      weighed[i] = (double) shares[i] * slopes[i];
    }
    return closed(answers, shares, weighed);
  }

  /**
   * Through {@link Scores#logScores}. What lies below the floor of 1e-7 does not change with the
   * score.
   *
   * @param slopes dL/dz, by the log-scores
   * @return dL/ds, by the raw scores
   */
  public static float[] ofLogScores(Scores answers, float[] slopes) {
    check(answers, slopes);
    float[] shares = answers.probabilities().values();
    double[] weighed = new double[slopes.length];
    for (int i = 0; i < weighed.length; i++) {
      // F dL/dF = dL/dz
      weighed[i] = shares[i] > Scores.FLOOR ? slopes[i] : 0;
    }
    if (answers.kind() == ScoreKind.LOGITS || answers.kind() == ScoreKind.LOG_PROBABILITIES) {
      return closed(answers, shares, weighed);
    }
    float[] raw = new float[slopes.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = weighed[i] == 0 ? 0 : (float) (weighed[i] / shares[i]);
    }
    return raw;
  }

  /**
   * From F dL/dF: dL/ds_k = F_k dL/dF_k - F_k · sum_j F_j dL/dF_j where the softmax couples a row,
   * and the first term alone where s is the logarithm of F.
   */
  private static float[] closed(Scores answers, float[] shares, double[] weighed) {
    int width = answers.classes();
    float[] raw = new float[weighed.length];
    for (int begin = 0; begin < raw.length; begin += width) {
      double sum = 0;
      for (int i = begin; answers.kind() == ScoreKind.LOGITS && i < begin + width; i++) {
        sum += weighed[i];
      }
      for (int i = begin; i < begin + width; i++) {
        raw[i] = (float) (weighed[i] - shares[i] * sum);
      }
    }
    return raw;
  }

  private static void check(Scores answers, float[] slopes) {
    if (slopes.length != answers.values().length) {
      throw new IllegalArgumentException(
          "%d rows of %d scores take as many slopes, but there are %d"
              .formatted(answers.count(), answers.classes(), slopes.length));
    }
    for (float value : answers.values()) {
      if (Float.isNaN(value)) {
        throw new IllegalArgumentException(
            "a score was not told, and what is not told has no slope; use a box that tells every score");
      }
    }
  }
}
