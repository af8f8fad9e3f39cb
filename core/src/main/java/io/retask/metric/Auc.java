package io.retask.metric;

import io.retask.blackbox.Scores;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve: the chance that a row of the class scores above a row of another
 * one, a tie counting half (Mann and Whitney's U by mid-ranks).
 */
public final class Auc {
  private Auc() {}

  /**
   * The area for one class against the rest.
   *
   * @param scores one a row, higher means more likely
   * @param positive whether each row is of the class
   * @return in [0,1]; undefined without rows of both kinds
   */
  public static OptionalDouble binary(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          "%d scores stand beside %d labels".formatted(scores.length, positive.length));
    }
    double[] ranks = midRanks(scores);
    long found = 0;
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i]) {
        found++;
        sum += ranks[i];
      }
    }
    long others = scores.length - found;
    return found == 0 || others == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sum - found * (found + 1) / 2.0) / ((double) found * others));
  }

  /**
   * The mean of the one-against-rest areas of all classes.
   *
   * @param scores n x C
   * @param classes the true class of each row
   * @return in [0,1]; undefined if a class has no row, or all rows
   */
  public static OptionalDouble macro(Scores scores, int[] classes) {
    double sum = 0;
    for (int label = 0; label < scores.classes(); label++) {
      OptionalDouble area = ofClass(scores, classes, label);
      if (area.isEmpty()) {
        return area;
      }
      sum += area.getAsDouble();
    }
    return OptionalDouble.of(sum / scores.classes());
  }

  private static OptionalDouble ofClass(Scores scores, int[] classes, int label) {
    double[] column = new double[scores.count()];
    boolean[] positive = new boolean[scores.count()];
    for (int row = 0; row < column.length; row++) {
      column[row] = scores.values()[row * scores.classes() + label];
      positive[row] = classes[row] == label;
    }
    return binary(column, positive);
  }

  private static double[] midRanks(double[] scores) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> scores[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[scores.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      if (to == from) {
        throw new IllegalArgumentException("the score of row %d is NaN".formatted(order[from]));
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
