package io.retask.mapping.readout;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums over the rows of each fold, from which least squares on any of the columns are solved and
 * judged without touching a row again. A column of ones carries the free bias.
 */
final class FoldSums {
  /** Keeps the unpenalised bias solvable. */
  private static final double TINY = 1e-9;

  private final double[][] columns;
  private final int[] classes;
  private final int targets;
  private final int[][] rows;
  private final double ridge;

  /** By fold, the last for all rows: products of the columns with one another. */
  private final double[][][] squares;

  /** By fold, the last for all rows: products of the class indicators with the columns. */
  private final double[][][] products;

  /**
   * Sums up.
   *
   * @param coordinates p x n
   * @param ridge the penalty for each training row
   */
  FoldSums(double[][] coordinates, int[] classes, int targets, int[] folds, double ridge) {
    this.columns = Arrays.copyOf(coordinates, coordinates.length + 1);
    columns[coordinates.length] = new double[classes.length];
    Arrays.fill(columns[coordinates.length], 1);
    this.classes = classes;
    this.targets = targets;
    this.ridge = ridge;
    int[] used = Arrays.stream(folds).distinct().sorted().toArray();
    this.rows = new int[used.length][];
    this.squares = new double[used.length + 1][columns.length][columns.length];
    this.products = new double[used.length + 1][targets][columns.length];
    Arrays.setAll(
        rows, f -> IntStream.range(0, folds.length).filter(row -> folds[row] == used[f]).toArray());
    IntStream.range(0, used.length).parallel().forEach(this::fill);
    for (int f = 0; f < used.length; f++) {
      add(squares[f], squares[used.length]);
      add(products[f], products[used.length]);
    }
  }

  private void fill(int fold) {
    int held = rows[fold].length;
    double[][] across = new double[held][columns.length];
    double[] indicators = new double[targets * held];
    double[] values = new double[columns.length * held];
    for (int i = 0; i < held; i++) {
      indicators[classes[rows[fold][i]] * held + i] = 1;
      for (int k = 0; k < columns.length; k++) {
        across[i][k] = columns[k][rows[fold][i]];
        values[k * held + i] = across[i][k];
      }
    }
    Product.add(values, across, squares[fold]);
    Product.add(indicators, across, products[fold]);
  }

  private static void add(double[][] from, double[][] to) {
    for (int i = 0; i < to.length; i++) {
      for (int j = 0; j < to[i].length; j++) {
        to[i][j] += from[i][j];
      }
    }
  }

  /** The squared error of the class indicators by the other folds: the mean over all rows. */
  double error(int[] chosen) {
    int[] used = withBias(chosen);
    double sum = 0;
    for (int fold = 0; fold < rows.length; fold++) {
      sum += rows[fold].length + excess(fold, used, solve(fold, used));
    }
    return sum / classes.length;
  }

  /** |Xw|² - 2·(Xw)·y over the rows of one fold; |y|² is their number. */
  private double excess(int fold, int[] used, double[][] weights) {
    double sum = 0;
    for (int c = 0; c < targets; c++) {
      double[] w = weights[c];
      for (int i = 0; i < used.length; i++) {
        double[] line = squares[fold][used[i]];
        double through = -2 * products[fold][c][used[i]];
        for (int j = 0; j < used.length; j++) {
          through += line[used[j]] * w[j];
        }
        sum += w[i] * through;
      }
    }
    return sum;
  }

  /** The share of rows whose class the other folds find. */
  double accuracy(int[] chosen) {
    int[] used = withBias(chosen);
    int right = 0;
    for (int fold = 0; fold < rows.length; fold++) {
      double[][] weights = solve(fold, used);
      for (int row : rows[fold]) {
        right += best(weights, used, row) == classes[row] ? 1 : 0;
      }
    }
    return (double) right / classes.length;
  }

  private int best(double[][] weights, int[] used, int row) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < targets; c++) {
      double fitted = 0;
      for (int i = 0; i < used.length; i++) {
        fitted += weights[c][i] * columns[used[i]][row];
      }
      if (fitted > highest) {
        highest = fitted;
        best = c;
      }
    }
    return best;
  }

  private int[] withBias(int[] chosen) {
    int[] used = Arrays.copyOf(chosen, chosen.length + 1);
    used[chosen.length] = columns.length - 1;
    return used;
  }

  /** C x used: the weights that the other folds teach. */
  private double[][] solve(int fold, int[] used) {
    int size = used.length;
    int training = classes.length - rows[fold].length;
    double[][] a = new double[size][size];
    double[][] all = squares[rows.length];
    for (int i = 0; i < size; i++) {
      double[] line = all[used[i]];
      double[] own = squares[fold][used[i]];
      for (int j = 0; j < size; j++) {
        a[i][j] = line[used[j]] - own[used[j]];
      }
      a[i][i] += training * (i < size - 1 ? ridge : TINY);
    }
    Cholesky factor = Cholesky.of(a);
    double[][] weights = new double[targets][size];
    for (int c = 0; c < targets; c++) {
      for (int i = 0; i < size; i++) {
        weights[c][i] = products[rows.length][c][used[i]] - products[fold][c][used[i]];
      }
      factor.solve(weights[c]);
    }
    return weights;
  }
}
