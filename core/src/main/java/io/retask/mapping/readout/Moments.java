package io.retask.mapping.readout;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums over the rows of each fold from which least squares are solved with any fold left out:
 * products of coordinates with one another and with the class indicators. The last coordinate is 1
 * and carries the free bias.
 */
final class Moments {
  /** Keeps the unpenalised bias solvable. */
  private static final double TINY = 1e-9;

  private final int[][] rows;
  private final double[][][] columns;
  private final double[][][] squares;
  private final double[][][] products;
  private final double[][] allSquares;
  private final double[][] allProducts;
  private final int count;

  private Moments(int folds, int size, int targets, int count) {
    this.rows = new int[folds][];
    this.columns = new double[folds][][];
    this.squares = new double[folds][size][size];
    this.products = new double[folds][targets][size];
    this.allSquares = new double[size][size];
    this.allProducts = new double[targets][size];
    this.count = count;
  }

  static Moments of(RowSpan span, int[] classes, int targets, int[] folds) {
    int[] used = Arrays.stream(folds).distinct().sorted().toArray();
    Moments moments = new Moments(used.length, span.rank() + 1, targets, classes.length);
    for (int f = 0; f < used.length; f++) {
      int fold = used[f];
      moments.rows[f] = IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
      moments.fill(f, span, classes);
      add(1, moments.squares[f], moments.allSquares);
      add(1, moments.products[f], moments.allProducts);
    }
    return moments;
  }

  private void fill(int fold, RowSpan span, int[] classes) {
    int[] members = rows[fold];
    int held = members.length;
    double[][] z = Arrays.copyOf(span.coordinates(members), allSquares.length);
    z[z.length - 1] = new double[held];
    Arrays.fill(z[z.length - 1], 1);
    double[] indicators = new double[allProducts.length * held];
    for (int i = 0; i < held; i++) {
      indicators[classes[members[i]] * held + i] = 1;
    }
    double[][] across = Product.transposed(z, held);
    double[] flat = new double[z.length * held];
    for (int k = 0; k < z.length; k++) {
      System.arraycopy(z[k], 0, flat, k * held, held);
    }
    columns[fold] = z;
    Product.add(flat, across, squares[fold]);
    Product.add(indicators, across, products[fold]);
  }

  private static void add(double factor, double[][] from, double[][] to) {
    for (int i = 0; i < to.length; i++) {
      for (int j = 0; j < to[i].length; j++) {
        to[i][j] += factor * from[i][j];
      }
    }
  }

  /** The fitted indicators of every row by the other folds: C x n. */
  double[][] outOfFold(double ridge) {
    double[][] fitted = new double[allProducts.length][count];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(fold -> place(fold, solve(fold, ridge), fitted));
    return fitted;
  }

  private double[] solve(int fold, double ridge) {
    double[][] a = copy(allSquares);
    double[][] b = copy(allProducts);
    add(-1, squares[fold], a);
    add(-1, products[fold], b);
    int training = count - rows[fold].length;
    for (int k = 0; k < a.length; k++) {
      a[k][k] += training * (k < a.length - 1 ? ridge : TINY);
    }
    Cholesky factor = Cholesky.of(a);
    double[] weights = new double[b.length * a.length];
    for (int c = 0; c < b.length; c++) {
      factor.solve(b[c]);
      System.arraycopy(b[c], 0, weights, c * a.length, a.length);
    }
    return weights;
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  private void place(int fold, double[] weights, double[][] fitted) {
    double[][] found = new double[fitted.length][rows[fold].length];
    Product.add(weights, columns[fold], found);
    for (int c = 0; c < found.length; c++) {
      for (int i = 0; i < found[c].length; i++) {
        fitted[c][rows[fold][i]] = found[c][i];
      }
    }
  }
}
