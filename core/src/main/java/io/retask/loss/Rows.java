package io.retask.loss;

import io.retask.blackbox.Scores;

/** The score of the true class in each row. */
final class Rows {
  private Rows() {}

  static void check(Scores mapped, int[] classes) {
    if (mapped.count() != classes.length || classes.length == 0) {
      throw new IllegalArgumentException(
          "a mini-batch has 1 row or more and a class for each, but there are %d rows and %d classes"
              .formatted(mapped.count(), classes.length));
    }
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] < 0 || classes[row] >= mapped.classes()) {
        throw new IllegalArgumentException(
            "row %d is of class %d, but the classes are 0 to %d"
                .formatted(row, classes[row], mapped.classes() - 1));
      }
    }
  }

  static int index(Scores mapped, int[] classes, int row) {
    return row * mapped.classes() + classes[row];
  }

  /** The score h of the true class, brought into [floor, 1]; NaN stays NaN. */
  static double score(Scores mapped, int[] classes, int row, double floor) {
    double h = mapped.values()[index(mapped, classes, row)];
    return Math.min(1, Math.max(h, floor));
  }

  /** Whether the score lies where it was cut, so that the loss does not change with it. */
  static boolean flat(Scores mapped, int[] classes, int row, double floor) {
    double h = mapped.values()[index(mapped, classes, row)];
    return h < floor || h > 1;
  }
}
