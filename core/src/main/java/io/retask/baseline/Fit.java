package io.retask.baseline;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What was learned from labelled rows.
 *
 * @param model learned from all rows
 * @param outOfFold n x C, each row with sum 1: predicted by what the other folds taught
 * @param settings what cross-validation chose, by name; may be empty
 * @param <M> a mapping, or a classifier
 */
public record Fit<M>(M model, Scores outOfFold, Map<String, Double> settings) {
  /** Copies the settings. */
  public Fit {
    settings = Map.copyOf(settings);
  }

  /** Predicts rows as a model that was learned without them. */
  interface Held {
    /**
     * Learns from some rows and predicts others.
     *
     * @return a row with sum 1 for each of {@code held}
     */
    Scores predict(int[] others, int[] held);
  }

  /** The predictions of all rows, each fold by the others. */
  static Scores outOfFold(int[] folds, int targets, Held rule) {
    float[] out = new float[folds.length * targets];
    for (int fold : IntStream.of(folds).distinct().toArray()) {
      int[] held = rows(folds, own -> own == fold);
      float[] found = rule.predict(rows(folds, own -> own != fold), held).values();
      for (int i = 0; i < held.length; i++) {
        System.arraycopy(found, i * targets, out, held[i] * targets, targets);
      }
    }
    return Scores.wrap(folds.length, targets, ScoreKind.PROBABILITIES, out);
  }

  private static int[] rows(int[] folds, IntPredicate wanted) {
    return IntStream.range(0, folds.length).filter(row -> wanted.test(folds[row])).toArray();
  }
}
