package io.retask.mapping.readout;

import static java.lang.Math.fma;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Coordinates of all rows in the span of some of them: the dual form of a ridge-penalised problem.
 *
 * <p>The best weights are a combination of the training rows (representer theorem), so a problem of
 * p > n columns is the same problem in at most n coordinates with the same penalty. The coordinates
 * come from a pivoted partial Cholesky factor of the Gram matrix whose pivots are training rows; a
 * row outside the span keeps the part of it that lies inside, which is all that the weights see.
 */
final class RowSpan {
  /** A direction with less of the largest squared length left than this is rounding. */
  private static final double NOISE = 1e-6;

  private final int n;
  private final int[] pivots;
  private final double[][] factor;

  private RowSpan(int n, int[] pivots, double[][] factor) {
    this.n = n;
    this.pivots = pivots;
    this.factor = factor;
  }

  /**
   * Factorises completely.
   *
   * @param gram n x n inner products of all rows
   * @param training the rows that span the space
   */
  static RowSpan of(double[][] gram, int[] training) {
    double[] lengths = IntStream.range(0, gram.length).mapToDouble(i -> gram[i][i]).toArray();
    return of(row -> gram[row].clone(), lengths, training, training.length, 0);
  }

  /**
   * Factorises until that many coordinates are found or little is left.
   *
   * @param columns the inner products of all rows with one, in a new array
   * @param lengths the squared lengths of all rows
   * @param training the rows that span the space
   * @param most the number of coordinates at the most
   * @param rest the share of the training rows' squared lengths that may be left
   */
  static RowSpan of(
      IntFunction<double[]> columns, double[] lengths, int[] training, int most, double rest) {
    double[] left = lengths.clone();
    int n = left.length;
    double limit = NOISE * Arrays.stream(training).mapToDouble(row -> left[row]).max().orElse(0);
    double enough = rest * sum(left, training);
    int size = Math.min(most, training.length);
    double[][] factor = new double[size][];
    int[] pivots = new int[size];
    int rank = 0;
    for (; rank < size && (rest == 0 || sum(left, training) > enough); rank++) {
      int pivot = largest(left, training);
      if (left[pivot] <= limit) {
        break;
      }
      pivots[rank] = pivot;
      factor[rank] = columns.apply(pivot);
      orthogonalise(factor, rank, pivot, left);
    }
    return new RowSpan(n, Arrays.copyOf(pivots, rank), Arrays.copyOf(factor, rank));
  }

  private static double sum(double[] values, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += values[row];
    }
    return sum;
  }

  private static int largest(double[] left, int[] rows) {
    int best = rows[0];
    for (int row : rows) {
      best = left[row] > left[best] ? row : best;
    }
    return best;
  }

  /** Makes a column of the Gram matrix the next column of the factor. */
  private static void orthogonalise(double[][] factor, int rank, int pivot, double[] left) {
    double[] column = factor[rank];
    int k = 0;
    for (; k + 4 <= rank; k += 4) {
      double[] x = factor[k];
      double[] y = factor[k + 1];
      double[] z = factor[k + 2];
      double[] w = factor[k + 3];
      double a = x[pivot];
      double b = y[pivot];
      double c = z[pivot];
      double d = w[pivot];
      for (int i = 0; i < column.length; i++) {
        column[i] = fma(-d, w[i], fma(-c, z[i], fma(-b, y[i], fma(-a, x[i], column[i]))));
      }
    }
    for (; k < rank; k++) {
      double a = factor[k][pivot];
      for (int i = 0; i < column.length; i++) {
        column[i] = fma(-a, factor[k][i], column[i]);
      }
    }
    double scale = 1 / Math.sqrt(left[pivot]);
    for (int i = 0; i < column.length; i++) {
      column[i] *= scale;
      left[i] -= column[i] * column[i];
    }
    left[pivot] = 0;
  }

  /** The coordinates of some rows: r x rows, one coordinate after the other. */
  double[][] coordinates(int[] rows) {
    double[][] chosen = new double[pivots.length][rows.length];
    for (int k = 0; k < pivots.length; k++) {
      for (int i = 0; i < rows.length; i++) {
        chosen[k][i] = factor[k][rows[i]];
      }
    }
    return chosen;
  }

  /**
   * Weights of coordinates as weights of the original columns: A = A'·L^-1·Z over the pivot rows.
   *
   * @param weights C x r
   * @param z n x p, the rows that the Gram matrix was made of
   * @return C x p
   */
  double[] toColumns(double[] weights, int targets, float[] z) {
    int p = z.length / n;
    int rank = pivots.length;
    double[] columns = new double[targets * p];
    for (int c = 0; c < targets; c++) {
      double[] dual = Arrays.copyOfRange(weights, c * rank, (c + 1) * rank);
      for (int k = rank - 1; k >= 0; k--) {
        double solved = dual[k] / factor[k][pivots[k]];
        for (int earlier = 0; earlier < k; earlier++) {
          dual[earlier] -= solved * factor[earlier][pivots[k]];
        }
        for (int j = 0; j < p; j++) {
          columns[c * p + j] += solved * z[pivots[k] * p + j];
        }
      }
    }
    return columns;
  }
}
