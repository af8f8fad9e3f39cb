package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses among many views of the same rows: forward selection by the cross-validated squared error
 * of least squares on class indicators.
 *
 * <p>Each view is first brought to its leading coordinates, at most {@value #COORDINATES}. A set of
 * views is then judged from sums over the rows of each fold alone, whatever the number of rows or
 * of the box's labels. The readout that serves is learned by {@link LogisticTrainer}.
 */
public final class ViewChoice {
  static final int COORDINATES = 24;

  /** Coordinates end where this share of the squared lengths is left. */
  private static final double REST = 1e-3;

  /** Of the mean squared length of a row in one view, for each row. */
  private static final double RIDGE = 5e-2;

  /** Squared error of a row that no view is worth, however small the error is by then. */
  private static final double NOTHING = 5e-4;

  private final int[] classes;
  private final int targets;
  private final int[] folds;

  /** The coordinates of each view: rank x n each. */
  private final List<double[][]> views = new ArrayList<>();

  /**
   * A choice among no views yet.
   *
   * @param classes the class of each row, 0 to targets - 1
   * @param targets the number of classes, C
   * @param folds the fold of each row, from 0; rows of one group are in one fold
   * @throws IllegalArgumentException if sizes differ
   */
  public ViewChoice(int[] classes, int targets, int[] folds) {
    if (classes.length != folds.length) {
      throw new IllegalArgumentException(
          "%d classes stand beside %d folds".formatted(classes.length, folds.length));
    }
    this.classes = classes.clone();
    this.targets = targets;
    this.folds = folds.clone();
  }

  /**
   * The views that were chosen.
   *
   * @param views indices in the order of {@link #add}, the most useful first
   * @param error the cross-validated squared error of class indicators, mean over the rows; rows of
   *     the chosen set only, so slightly hopeful
   * @param accuracy of the same predictions, in [0,1]
   */
  public record Chosen(List<Integer> views, double error, double accuracy) {
    /** Copies the list. */
    public Chosen {
      views = List.copyOf(views);
    }
  }

  /**
   * Offers the next view.
   *
   * @param answers n x K
   * @throws IllegalArgumentException if the number of rows is another
   */
  public void add(Scores answers) {
    if (answers.count() != classes.length) {
      throw new IllegalArgumentException(
          "%d rows of answers stand beside %d classes".formatted(answers.count(), classes.length));
    }
    views.add(coordinates(LabelledFeatures.logScores(answers)));
  }

  /** How many views were offered. */
  public int size() {
    return views.size();
  }

  private static double[][] coordinates(TensorBatch rows) {
    int n = rows.count();
    int[] all = IntStream.range(0, n).toArray();
    Standardizer standard = Standardizer.fit(rows, all);
    int width = standard.width();
    if (width == 0) {
      return new double[0][n];
    }
    float[] z = standard.apply(rows);
    double[] lengths = new double[n];
    Arrays.setAll(lengths, row -> dot(z, row * width, row * width, width) / width);
    return RowSpan.of(pivot -> column(z, pivot, width, n), lengths, all, COORDINATES, REST)
        .coordinates(all);
  }

  private static double[] column(float[] z, int pivot, int width, int n) {
    double[] column = new double[n];
    // every row by itself, so that the result does not depend on cores
    Arrays.parallelSetAll(column, row -> dot(z, row * width, pivot * width, width) / width);
    return column;
  }

  /** Four sums, so that each addition need not wait for the last. */
  private static double dot(float[] z, int a, int b, int width) {
    float w = 0;
    float x = 0;
    float y = 0;
    float v = 0;
    int k = 0;
    for (; k + 4 <= width; k += 4) {
      w += z[a + k] * z[b + k];
      x += z[a + k + 1] * z[b + k + 1];
      y += z[a + k + 2] * z[b + k + 2];
      v += z[a + k + 3] * z[b + k + 3];
    }
    for (; k < width; k++) {
      w += z[a + k] * z[b + k];
    }
    return (double) w + x + y + v;
  }

  /**
   * Chooses up to that many views, one after the other, each the one that lowers the error most.
   *
   * @param most the most views, 1 or more
   * @param leastGain the share of the error that a view must take away, and a little more:
   *     otherwise view 0 stays the first, and no further view is taken
   * @throws IllegalStateException if no view was offered
   */
  public Chosen best(int most, double leastGain) {
    if (views.isEmpty() || most < 1) {
      throw new IllegalStateException(
          "%d views were offered to choose %d from; both must be 1 or more"
              .formatted(views.size(), most));
    }
    FoldSums sums = new FoldSums(stacked(), classes, targets, folds, RIDGE);
    List<Integer> chosen = new ArrayList<>();
    double error = Double.POSITIVE_INFINITY;
    while (chosen.size() < Math.min(most, views.size())) {
      double[] errors = errors(sums, chosen);
      int next = leastOf(errors);
      if (chosen.isEmpty() && errors[0] * (1 - leastGain) - NOTHING <= errors[next]) {
        next = 0;
      }
      if (!chosen.isEmpty() && !(errors[next] < error * (1 - leastGain) - NOTHING)) {
        break;
      }
      chosen.add(next);
      error = errors[next];
    }
    return new Chosen(chosen, error, sums.accuracy(columns(chosen)));
  }

  /** The error with each view added; infinite for those that are there. */
  private double[] errors(FoldSums sums, List<Integer> chosen) {
    double[] errors = new double[views.size()];
    IntStream.range(0, errors.length)
        .parallel()
        .forEach(view -> errors[view] = errorWith(sums, chosen, view));
    return errors;
  }

  private double errorWith(FoldSums sums, List<Integer> chosen, int view) {
    if (chosen.contains(view)) {
      return Double.POSITIVE_INFINITY;
    }
    List<Integer> set = new ArrayList<>(chosen);
    set.add(view);
    return sums.error(columns(set));
  }

  private static int leastOf(double[] errors) {
    int least = 0;
    for (int i = 1; i < errors.length; i++) {
      least = errors[i] < errors[least] ? i : least;
    }
    return least;
  }

  private double[][] stacked() {
    return views.stream().flatMap(Arrays::stream).toArray(double[][]::new);
  }

  /** Where the coordinates of some views stand among those of all. */
  private int[] columns(List<Integer> set) {
    int[] begin = new int[views.size() + 1];
    for (int view = 0; view < views.size(); view++) {
      begin[view + 1] = begin[view] + views.get(view).length;
    }
    return set.stream()
        .flatMapToInt(view -> IntStream.range(begin[view], begin[view + 1]))
        .toArray();
  }
}
