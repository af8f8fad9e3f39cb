package io.retask.mapping.readout;

/** The factor A = R^T·R of a symmetric positive matrix, R upper triangular. */
final class Cholesky {
  private final double[][] factor;

  private Cholesky(double[][] factor) {
    this.factor = factor;
  }

  /**
   * Factorises in place; only the upper triangle is read.
   *
   * @param matrix square, given away
   * @throws ArithmeticException if it is not positive
   */
  static Cholesky of(double[][] matrix) {
    int size = matrix.length;
    for (int k = 0; k < size; k++) {
      double[] row = matrix[k];
      if (!(row[k] > 0)) {
        throw new ArithmeticException("pivot %d of %d is %s".formatted(k, size, row[k]));
      }
      double scale = 1 / Math.sqrt(row[k]);
      for (int j = k; j < size; j++) {
        row[j] *= scale;
      }
      for (int i = k + 1; i < size; i++) {
        subtract(row[i], row, matrix[i], i);
      }
    }
    return new Cholesky(matrix);
  }

  private static void subtract(double factor, double[] from, double[] to, int begin) {
    for (int j = begin; j < to.length; j++) {
      to[j] = Math.fma(-factor, from[j], to[j]);
    }
  }

  /** Solves A·x = b in place. */
  void solve(double[] b) {
    for (int k = 0; k < b.length; k++) {
      b[k] /= factor[k][k];
      subtract(b[k], factor[k], b, k + 1);
    }
    for (int k = b.length - 1; k >= 0; k--) {
      double sum = b[k];
      for (int j = k + 1; j < b.length; j++) {
        sum -= factor[k][j] * b[j];
      }
      b[k] = sum / factor[k][k];
    }
  }
}
