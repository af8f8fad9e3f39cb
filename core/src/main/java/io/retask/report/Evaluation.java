package io.retask.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Our method's answers, counted. The figures of each class are worked out from the matrix, so that
 * they cannot disagree with it.
 *
 * @param classes the labels, in the order of the matrix; at least 2
 * @param confusion row: true class; column: predicted class; entry: examples
 * @param evidence on what it was measured
 */
public record Evaluation(List<String> classes, List<List<Long>> confusion, Evidence evidence) {

  /** Copies the matrix and checks that it is square. */
  public Evaluation {
    classes = List.copyOf(classes);
    confusion = confusion.stream().map(List::copyOf).toList();
    int size = classes.size();
    if (size < 2 || confusion.size() != size) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d rows does not fit %d classes; give a row for each of 2 or more"
              .formatted(confusion.size(), size));
    }
    for (List<Long> row : confusion) {
      if (row.size() != size) {
        throw new IllegalArgumentException(
            "a row of the confusion matrix has %d entries, but there are %d classes"
                .formatted(row.size(), size));
      }
      row.forEach(entry -> Checks.count(entry, 0, "an entry of the confusion matrix"));
    }
  }

  long total() {
    return IntStream.range(0, classes.size()).mapToLong(this::support).sum();
  }

  /** How many answers are right. */
  long right() {
    return IntStream.range(0, classes.size()).mapToLong(i -> confusion.get(i).get(i)).sum();
  }

  List<ClassFigures> figures() {
    return IntStream.range(0, classes.size()).mapToObj(this::figuresOf).toList();
  }

  private ClassFigures figuresOf(int index) {
    long right = confusion.get(index).get(index);
    long support = support(index);
    long named = confusion.stream().mapToLong(row -> row.get(index)).sum();
    long others = total() - support;
    return new ClassFigures(
        classes.get(index),
        share(right, support),
        share(others - (named - right), others),
        share(right, named),
        support);
  }

  private long support(int index) {
    return confusion.get(index).stream().mapToLong(Long::longValue).sum();
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
