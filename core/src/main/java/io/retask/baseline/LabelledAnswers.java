package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Labelled rows: unprogrammed answers to all or some of them, and their raw data, each where there
 * are any.
 */
public final class LabelledAnswers {
  private final Optional<Scores> answers;
  private final int[] asked;
  private final int[] classes;
  private final List<String> groups;
  private final Optional<TensorBatch> raw;

  /**
   * Joins the parts where every row was asked about, or none; the classes are copied.
   *
   * @param answers n x K, of the inputs as they are; empty where nobody asked
   * @param classes the class of each row
   * @param groups the group of each row
   * @param raw n x p features of the target data that no box has seen, such as small pictures
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public LabelledAnswers(
      Optional<Scores> answers, int[] classes, List<String> groups, Optional<TensorBatch> raw) {
    this(answers, all(answers.isPresent() ? classes.length : 0), classes, groups, raw);
  }

  /**
   * The same where some rows were asked about.
   *
   * @param answers m x K; empty where nobody asked
   * @param asked the m rows that they answer, ascending
   */
  public LabelledAnswers(
      Optional<Scores> answers,
      int[] asked,
      int[] classes,
      List<String> groups,
      Optional<TensorBatch> raw) {
    int answered = answers.map(Scores::count).orElse(0);
    int rows = raw.map(TensorBatch::count).orElse(classes.length);
    if (answered != asked.length || classes.length != groups.size() || classes.length != rows) {
      throw new IllegalArgumentException(
          "%d answers stand beside %d classes, %d groups and %d raw rows"
              .formatted(answered, classes.length, groups.size(), rows));
    }
    this.answers = answers;
    this.asked = asked.clone();
    this.classes = classes.clone();
    this.groups = List.copyOf(groups);
    this.raw = raw;
  }

  private static int[] all(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  /** The number of rows, n. */
  public int count() {
    return classes.length;
  }

  /** The answers, a row for each of {@link #asked}, if there are any. */
  public Optional<Scores> answers() {
    return answers;
  }

  /** The raw features, if there are any. */
  public Optional<TensorBatch> raw() {
    return raw;
  }

  /** The rows that were asked about, ascending. */
  public List<Integer> asked() {
    return IntStream.of(asked).boxed().toList();
  }

  /** The rows on which all can be compared: those that were asked about, or all if none was. */
  int[] comparable() {
    return answers.isPresent() ? asked.clone() : all(count());
  }

  /** Of some rows, such as their classes. */
  static int[] pick(int[] ofAll, int[] rows) {
    return IntStream.of(rows).map(row -> ofAll[row]).toArray();
  }

  int[] classes() {
    return classes.clone();
  }

  String[] groups() {
    return groups.toArray(String[]::new);
  }
}
