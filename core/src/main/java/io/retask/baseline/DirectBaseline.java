package io.retask.baseline;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import java.util.stream.IntStream;

/**
 * A baseline that is fitted in one go, without a setting to choose.
 *
 * @param name its name on the command line
 * @param sentence what it is, for people
 * @param targets the number of classes, C
 * @param rule learns from rows and predicts others
 */
record DirectBaseline(String name, String sentence, int targets, Rule rule) implements Baseline {
  /** Learns and predicts. */
  interface Rule {
    Scores predict(LabelledAnswers training, LabelledAnswers rows);
  }

  @Override
  public Scores outOfFold(LabelledAnswers training, int[] folds) {
    float[] out = new float[training.count() * targets];
    for (int fold : IntStream.of(folds).distinct().toArray()) {
      int[] held = rows(folds, fold, true);
      LabelledAnswers others = training.rows(rows(folds, fold, false));
      float[] found = normalised(rule.predict(others, training.rows(held))).values();
      for (int i = 0; i < held.length; i++) {
        System.arraycopy(found, i * targets, out, held[i] * targets, targets);
      }
    }
    return Scores.wrap(training.count(), targets, ScoreKind.PROBABILITIES, out);
  }

  private static int[] rows(int[] folds, int fold, boolean held) {
    return IntStream.range(0, folds.length).filter(row -> folds[row] == fold == held).toArray();
  }

  @Override
  public Scores predict(LabelledAnswers training, int[] folds, LabelledAnswers rows) {
    return normalised(rule.predict(training, rows));
  }

  /** Mapped scores are means of probabilities and need a sum of 1 to be probabilities. */
  private static Scores normalised(Scores mapped) {
    int classes = mapped.classes();
    float[] out = mapped.values().clone();
    for (int begin = 0; begin < out.length; begin += classes) {
      double sum = 0;
      for (int i = begin; i < begin + classes; i++) {
        sum += out[i];
      }
      for (int i = begin; i < begin + classes; i++) {
        out[i] = sum > 0 ? (float) (out[i] / sum) : 1f / classes;
      }
    }
    return Scores.wrap(mapped.count(), classes, ScoreKind.PROBABILITIES, out);
  }
}
