package io.retask.mapping.readout;

/** The factor A = R^T·R of a symmetric positive matrix, R upper triangular. */
final class Cholesky {
  private final double[] factor;
  private final int size;

  private Cholesky(double[] factor, int size) {
    this.factor = factor;
    this.size = size;
  }

  /**
   * Factorises in place; only the upper triangle is read.
   *
   * @param matrix size x size, given away
   * @throws ArithmeticException if it is not positive
   */
  static Cholesky of(double[] matrix, int size) {
    for (int k = 0; k < size; k++) {
      double pivot = matrix[k * size + k];
      if (!(pivot > 0)) {
        throw new ArithmeticException("pivot %d of %d is %s".formatted(k, size, pivot));
      }
      scale(matrix, k * size + k, size - k, 1 / Math.sqrt(pivot));
      for (int i = k + 1; i < size; i++) {
        subtract(matrix, i * size + i, k * size + i, size - i, matrix[k * size + i]);
      }
    }
    return new Cholesky(matrix, size);
  }

  private static void scale(double[] values, int at, int length, double factor) {
    for (int j = at; j < at + length; j++) {
      values[j] *= factor;
    }
  }

  private static void subtract(double[] values, int to, int from, int length, double factor) {
    for (int j = 0; j < length; j++) {
      values[to + j] -= factor * values[from + j];
    }
  }

  /** Solves A·x = b for a row of b, in place. */
  void solve(double[] rows, int at) {
    for (int k = 0; k < size; k++) {
      double solved = rows[at + k] / factor[k * size + k];
      rows[at + k] = solved;
      for (int j = k + 1; j < size; j++) {
        rows[at + j] -= solved * factor[k * size + j];
      }
    }
    for (int k = size - 1; k >= 0; k--) {
      double sum = rows[at + k];
      for (int j = k + 1; j < size; j++) {
        sum -= factor[k * size + j] * rows[at + j];
      }
      rows[at + k] = sum / factor[k * size + k];
    }
  }
}
