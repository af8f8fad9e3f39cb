package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows to learn from: n x p features, the class of each row, and the fold that holds it out.
 *
 * <p>The folds carry the honesty of every cross-validated figure: rows of one group must be in one
 * fold.
 */
public final class LabelledFeatures {
  private final TensorBatch rows;
  private final int[] classes;
  private final int targets;
  private final int[] folds;
  private final int foldCount;

  /**
   * Joins the parts; the arrays are copied, the batch is not.
   *
   * @param rows n x p, all finite
   * @param classes the class of each row, 0 to targets - 1
   * @param targets the number of classes, C, at least 2
   * @param folds the fold of each row, from 0; at least two folds have rows
   * @throws IllegalArgumentException if sizes differ or a value is out of range
   */
  public LabelledFeatures(TensorBatch rows, int[] classes, int targets, int[] folds) {
    if (rows.count() != classes.length || rows.count() != folds.length) {
      throw new IllegalArgumentException(
          "%d rows of features stand beside %d classes and %d folds"
              .formatted(rows.count(), classes.length, folds.length));
    }
    this.rows = rows;
    this.classes = classes.clone();
    this.targets = targets;
    this.folds = folds.clone();
    this.foldCount = Arrays.stream(folds).max().orElse(-1) + 1;
    checkRanges();
  }

  /**
   * The log-scores z of a box's answers as features.
   *
   * @param answers n x K, or n x V·K
   */
  public static LabelledFeatures ofAnswers(
      Scores answers, int[] classes, int targets, int[] folds) {
    return new LabelledFeatures(logScores(answers), classes, targets, folds);
  }

  static TensorBatch logScores(Scores answers) {
    return TensorBatch.wrap(Shape.of(answers.classes()), answers.count(), answers.logScores());
  }

  private void checkRanges() {
    if (targets < 2 || Arrays.stream(classes).anyMatch(c -> c < 0 || c >= targets)) {
      throw new IllegalArgumentException(
          "classes are 0 to %d, 2 of them or more, but they run from %d to %d"
              .formatted(
                  targets - 1,
                  Arrays.stream(classes).min().orElse(0),
                  Arrays.stream(classes).max().orElse(0)));
    }
    if (Arrays.stream(folds).anyMatch(f -> f < 0) || Arrays.stream(folds).distinct().count() < 2) {
      throw new IllegalArgumentException(
          "cross-validation takes 2 folds or more, numbered from 0, but the folds are "
              + Arrays.stream(folds).distinct().sorted().boxed().toList());
    }
    for (float value : rows.values()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "features must be finite, but one is %s; repair the answers first".formatted(value));
      }
    }
  }

  /** The number of rows, n. */
  public int count() {
    return rows.count();
  }

  /** The number of classes, C. */
  public int targets() {
    return targets;
  }

  /** The number of folds, empty ones included. */
  public int foldCount() {
    return foldCount;
  }

  TensorBatch rows() {
    return rows;
  }

  int[] classesOf(int[] chosen) {
    return IntStream.of(chosen).map(row -> classes[row]).toArray();
  }

  int[] all() {
    return IntStream.range(0, count()).toArray();
  }

  int[] inside(int fold) {
    return IntStream.range(0, count()).filter(row -> folds[row] == fold).toArray();
  }

  int[] outside(int fold) {
    return IntStream.range(0, count()).filter(row -> folds[row] != fold).toArray();
  }
}
