package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.Optional;

/** Labelled rows: unprogrammed answers to them, and their raw data, each where there are any. */
public final class LabelledAnswers {
  private final Optional<Scores> answers;
  private final int[] classes;
  private final List<String> groups;
  private final Optional<TensorBatch> raw;

  /**
   * Joins the parts; the classes are copied.
   *
   * @param answers n x K, of the inputs as they are; empty where nobody asked
   * @param classes the class of each row
   * @param groups the group of each row
   * @param raw n x p features of the target data that no box has seen, such as small pictures
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public LabelledAnswers(
      Optional<Scores> answers, int[] classes, List<String> groups, Optional<TensorBatch> raw) {
    int answered = answers.map(Scores::count).orElse(classes.length);
    int rows = raw.map(TensorBatch::count).orElse(classes.length);
    if (answered != classes.length || classes.length != groups.size() || classes.length != rows) {
      throw new IllegalArgumentException(
          "%d answers stand beside %d classes, %d groups and %d raw rows"
              .formatted(answered, classes.length, groups.size(), rows));
    }
    this.answers = answers;
    this.classes = classes.clone();
    this.groups = List.copyOf(groups);
    this.raw = raw;
  }

  /** The number of rows, n. */
  public int count() {
    return classes.length;
  }

  /** The answers, n x K, if there are any. */
  public Optional<Scores> answers() {
    return answers;
  }

  /** The raw features, if there are any. */
  public Optional<TensorBatch> raw() {
    return raw;
  }

  int[] classes() {
    return classes.clone();
  }

  String[] groups() {
    return groups.toArray(String[]::new);
  }
}
