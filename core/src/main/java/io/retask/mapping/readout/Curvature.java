package io.retask.mapping.readout;

import java.util.Arrays;

/**
 * An approximate second derivative of a penalised softmax loss: {@code s·M + ridge·I} for every
 * class, M the second moments of the coordinates and s the mean of p(1 - p). Exact among the
 * leading coordinates, diagonal among the others.
 */
final class Curvature {
  /** Of coordinates that are in order, more leading ones cost more than the steps they save. */
  static final int LEADING = 256;

  private final double[][] leading;
  private final double[] diagonal;

  /**
   * Measures the coordinates.
   *
   * @param columns r x n, one coordinate after the other
   * @param weights of the n rows, with sum 1
   * @param most how many coordinates are leading ones, at the most
   */
  Curvature(double[][] columns, double[] weights, int most) {
    int n = weights.length;
    int exact = Math.min(columns.length, most);
    double[] weighted = new double[exact * n];
    this.diagonal = new double[columns.length];
    for (int k = 0; k < columns.length; k++) {
      for (int i = 0; i < n; i++) {
        double value = weights[i] * columns[k][i];
        diagonal[k] += value * columns[k][i];
        if (k < exact) {
          weighted[k * n + i] = value;
        }
      }
    }
    this.leading = new double[exact][exact];
    Product.add(weighted, Product.transposed(Arrays.copyOf(columns, exact), n), leading);
  }

  /**
   * The inverse, as a map of gradients to steps.
   *
   * @param softness s, the mean of p(1 - p) over rows and classes
   * @param ridge above 0
   */
  Lbfgs.Metric inverse(double softness, double ridge) {
    int exact = leading.length;
    double[][] matrix = new double[exact][exact];
    for (int i = 0; i < exact; i++) {
      for (int j = 0; j < exact; j++) {
        matrix[i][j] = softness * leading[i][j];
      }
      matrix[i][i] += ridge;
    }
    Cholesky factor = Cholesky.of(matrix);
    return gradient -> apply(factor, softness, ridge, gradient);
  }

  private void apply(Cholesky factor, double softness, double ridge, double[] gradient) {
    int rank = diagonal.length;
    int exact = leading.length;
    int targets = gradient.length / (rank + 1);
    for (int c = 0; c < targets; c++) {
      double[] part = Arrays.copyOfRange(gradient, c * rank, c * rank + exact);
      factor.solve(part);
      System.arraycopy(part, 0, gradient, c * rank, exact);
      for (int k = exact; k < rank; k++) {
        gradient[c * rank + k] /= softness * diagonal[k] + ridge;
      }
      gradient[targets * rank + c] /= softness;
    }
  }
}
