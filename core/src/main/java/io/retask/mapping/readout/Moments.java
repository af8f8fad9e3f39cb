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
  private final double[][] columns;
  private final double[][] squares;
  private final double[][] products;
  private final int size;
  private final int targets;
  private final int count;

  private Moments(int folds, int size, int targets, int count) {
    this.rows = new int[folds][];
    this.columns = new double[folds][];
    this.squares = new double[folds][];
    this.products = new double[folds][];
    this.size = size;
    this.targets = targets;
    this.count = count;
  }

  static Moments of(RowSpan span, int[] classes, int targets, int[] folds) {
    int[] used = Arrays.stream(folds).distinct().sorted().toArray();
    Moments moments = new Moments(used.length, span.rank() + 1, targets, classes.length);
    for (int f = 0; f < used.length; f++) {
      int fold = used[f];
      int[] rows = IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
      moments.fill(f, rows, span.coordinates(rows), classes);
    }
    return moments;
  }

  private void fill(int fold, int[] members, double[] coordinates, int[] classes) {
    int held = members.length;
    double[] z = Arrays.copyOf(coordinates, size * held);
    Arrays.fill(z, coordinates.length, z.length, 1);
    double[] indicators = new double[targets * held];
    for (int i = 0; i < held; i++) {
      indicators[classes[members[i]] * held + i] = 1;
    }
    double[] across = Product.transposed(z, size, held);
    rows[fold] = members;
    columns[fold] = z;
    squares[fold] = new double[size * size];
    products[fold] = new double[targets * size];
    Product.add(z, held, across, squares[fold], size);
    Product.add(indicators, held, across, products[fold], size);
  }

  /** The fitted indicators of every row by the other folds: C x n. */
  double[] outOfFold(double ridge) {
    double[] fitted = new double[targets * count];
    double[] allSquares = sum(squares);
    double[] allProducts = sum(products);
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(fold -> place(fold, solve(fold, ridge, allSquares, allProducts), fitted));
    return fitted;
  }

  private static double[] sum(double[][] parts) {
    double[] sum = new double[parts[0].length];
    for (double[] part : parts) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
    }
    return sum;
  }

  private double[] solve(int fold, double ridge, double[] allSquares, double[] allProducts) {
    double[] a = allSquares.clone();
    double[] b = allProducts.clone();
    for (int i = 0; i < a.length; i++) {
      a[i] -= squares[fold][i];
    }
    for (int i = 0; i < b.length; i++) {
      b[i] -= products[fold][i];
    }
    int training = count - rows[fold].length;
    for (int k = 0; k < size; k++) {
      a[k * size + k] += training * (k < size - 1 ? ridge : TINY);
    }
    Cholesky factor = Cholesky.of(a, size);
    for (int c = 0; c < targets; c++) {
      factor.solve(b, c * size);
    }
    return b;
  }

  private void place(int fold, double[] weights, double[] fitted) {
    int held = rows[fold].length;
    double[] found = new double[targets * held];
    Product.add(weights, size, columns[fold], found, held);
    for (int c = 0; c < targets; c++) {
      for (int i = 0; i < held; i++) {
        fitted[c * count + rows[fold][i]] = found[c * held + i];
      }
    }
  }
}
