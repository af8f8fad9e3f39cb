package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Unprogrammed answers of labelled rows, and the raw data of the same rows where it is wanted. */
public final class LabelledAnswers {
  private final Scores answers;
  private final int[] classes;
  private final List<String> groups;
  private final Optional<TensorBatch> raw;

  /**
   * Joins the parts; the classes are copied.
   *
   * @param answers n x K, of the inputs as they are
   * @param classes the class of each row
   * @param groups the group of each row
   * @param raw n x p features of the target data that no box has seen, such as small pictures
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public LabelledAnswers(
      Scores answers, int[] classes, List<String> groups, Optional<TensorBatch> raw) {
    int rows = raw.map(TensorBatch::count).orElse(answers.count());
    if (answers.count() != classes.length
        || answers.count() != groups.size()
        || answers.count() != rows) {
      throw new IllegalArgumentException(
          "%d answers stand beside %d classes, %d groups and %d raw rows"
              .formatted(answers.count(), classes.length, groups.size(), rows));
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

  /** The answers, n x K. */
  public Scores answers() {
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

  LabelledAnswers rows(int[] chosen) {
    return new LabelledAnswers(
        answers.rows(chosen),
        IntStream.of(chosen).map(row -> classes[row]).toArray(),
        IntStream.of(chosen).mapToObj(groups::get).toList(),
        raw.map(batch -> batch.rows(chosen)));
  }
}
