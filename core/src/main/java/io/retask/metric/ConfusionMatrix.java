package io.retask.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** How often each true class was predicted as each class: C x C counts, rows are the truth. */
public final class ConfusionMatrix {
  private final int classes;
  private final int[] counts;

  private ConfusionMatrix(int classes, int[] counts) {
    this.classes = classes;
    this.counts = counts;
  }

  /**
   * Counts pairs.
   *
   * @param truth the true class of each row, 0 to classes - 1
   * @param predicted the predicted class of each row, 0 to classes - 1
   * @throws IllegalArgumentException if the lengths differ or a class is out of range
   */
  public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "%d true classes stand beside %d predictions".formatted(truth.length, predicted.length));
    }
    int[] counts = new int[classes * classes];
    for (int i = 0; i < truth.length; i++) {
      counts[checked(truth[i], classes) * classes + checked(predicted[i], classes)]++;
    }
    return new ConfusionMatrix(classes, counts);
  }

  private static int checked(int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "class %d is out of range; there are %d classes, from 0".formatted(label, classes));
    }
    return label;
  }

  /** The number of classes, C. */
  public int classes() {
    return classes;
  }

  /** How many rows of class {@code truth} were predicted as {@code predicted}. */
  public int count(int truth, int predicted) {
    return counts[checked(truth, classes) * classes + checked(predicted, classes)];
  }

  /** The number of rows. */
  public int total() {
    return Arrays.stream(counts).sum();
  }

  /** The number of rows that were predicted right. */
  public int correct() {
    return IntStream.range(0, classes).map(label -> count(label, label)).sum();
  }

  /** The number of rows whose true class this is. */
  public int support(int label) {
    return IntStream.range(0, classes).map(other -> count(label, other)).sum();
  }

  private int predictions(int label) {
    return IntStream.range(0, classes).map(other -> count(other, label)).sum();
  }

  /** The share that was predicted right, in [0,1]; undefined without rows. */
  public OptionalDouble accuracy() {
    return quotient(correct(), total());
  }

  /**
   * The mean sensitivity of the classes that occur, in [0,1]; undefined without rows. A class
   * without rows has no sensitivity and does not count.
   */
  public OptionalDouble balancedAccuracy() {
    return IntStream.range(0, classes)
        .mapToObj(this::sensitivity)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  /** Recall: the share of the class's rows that were found; undefined without such rows. */
  public OptionalDouble sensitivity(int label) {
    return quotient(count(label, label), support(label));
  }

  /** The share of the other classes' rows that were left out; undefined without such rows. */
  public OptionalDouble specificity(int label) {
    int others = total() - support(label);
    return quotient(others - (predictions(label) - count(label, label)), others);
  }

  /** The share of the predictions of this class that are right; undefined if it never was. */
  public OptionalDouble precision(int label) {
    return quotient(count(label, label), predictions(label));
  }

  /** The counts, one list for each true class. */
  public List<List<Integer>> rows() {
    List<List<Integer>> rows = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      int begin = label * classes;
      rows.add(Arrays.stream(counts, begin, begin + classes).boxed().toList());
    }
    return List.copyOf(rows);
  }

  private static OptionalDouble quotient(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  @Override
  public String toString() {
    return rows().toString();
  }
}
