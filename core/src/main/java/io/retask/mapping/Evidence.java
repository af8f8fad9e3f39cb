package io.retask.mapping;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;

/** Answers to unprogrammed training inputs, with the class of each. */
public final class Evidence {
  private final Scores answers;
  private final int[] classes;

  /**
   * Labelled answers; the classes are copied.
   *
   * @param answers n x K, of any kind
   * @param classes the class of each row
   */
  public Evidence(Scores answers, int[] classes) {
    if (answers.count() != classes.length) {
      throw new IllegalArgumentException(
          "%d answers need a class each, but %d were given"
              .formatted(answers.count(), classes.length));
    }
    this.answers = answers;
    this.classes = classes.clone();
  }

  /** Nothing is known, because nothing was asked: enough for planners that read no answers. */
  public static Evidence none() {
    return new Evidence(Scores.wrap(0, 1, ScoreKind.PROBABILITIES, new float[0]), new int[0]);
  }

  /** The number of labelled answers, n. */
  public int count() {
    return classes.length;
  }

  /** The answers, n x K. */
  Scores answers() {
    return answers;
  }

  /**
   * Refuses to count nothing, or the answers of another box.
   *
   * @param sources the number of source labels, K
   */
  void require(int sources) {
    if (count() == 0) {
      throw new IllegalArgumentException(
          "a mapping by frequency counts the answers to training inputs, but there are none; query them first, or map at random");
    }
    if (answers.classes() != sources) {
      throw new IllegalArgumentException(
          "the answers have %d scores a row, but the box has %d labels"
              .formatted(answers.classes(), sources));
    }
  }

  /** The class of one row. */
  int classOf(int row) {
    return classes[row];
  }
}
