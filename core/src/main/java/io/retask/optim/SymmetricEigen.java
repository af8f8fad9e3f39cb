package io.retask.optim;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to three diagonals,
 * then implicit QR steps with Wilkinson's shift (Golub and Van Loan, Matrix Computations,
 * algorithms 8.3.1 to 8.3.3). Deterministic, and about 9·n³ multiplications. The vectors are the
 * rows of one array, since rows lie together in memory.
 */
final class SymmetricEigen {
  /** Each eigenvalue takes 2 or 3 steps; more than this means values that are no numbers. */
  private static final int MOST_STEPS = 60;

  private final int n;
  private final double[][] matrix;
  private final double[] diagonal;
  private final double[] beside;
  private final double[][] vectors;

  private SymmetricEigen(double[][] matrix) {
    this.n = matrix.length;
    this.matrix = matrix;
    this.diagonal = new double[n];
    this.beside = new double[n];
    this.vectors = new double[n][n];
  }

  /** Decomposes a symmetric matrix, whose array is used up. */
  static SymmetricEigen of(double[][] matrix) {
    SymmetricEigen eigen = new SymmetricEigen(matrix);
    double[] factors = eigen.reduce();
    eigen.accumulate(factors);
    eigen.iterate();
    return eigen;
  }

  /** The eigenvalues, in no order. */
  double[] values() {
    return diagonal;
  }

  /** Row i is the unit eigenvector of value i. */
  double[][] vectors() {
    return vectors;
  }

  /** Leaves the vector of reflection k in row k of the matrix, right of the diagonal. */
  private double[] reduce() {
    double[] factors = new double[n];
    for (int k = 0; k < n; k++) {
      diagonal[k] = matrix[k][k];
      if (k < n - 2) {
        factors[k] = reflection(k);
        reflectBothSides(k, factors[k]);
      } else if (k == n - 2) {
        beside[k] = matrix[k][k + 1];
      }
    }
    return factors;
  }

  /**
   * Algorithm 5.1.1: v and beta with (1 - beta·vv')x = length·e_1, here with v_1 = x_1 -+ length.
   */
  private double reflection(int k) {
    double[] row = matrix[k];
    double length = Math.sqrt(dot(row, row, k + 1));
    // The sign that adds keeps v_1 free of cancellation.
    beside[k] = row[k + 1] > 0 ? -length : length;
    row[k + 1] -= beside[k];
    double squares = dot(row, row, k + 1);
    return squares == 0 ? 0 : 2 / squares;
  }

  /** A - vw' - wv' with p = beta·Av and w = p - (beta·p'v/2)·v. */
  private void reflectBothSides(int k, double beta) {
    double[] v = matrix[k];
    double[] w = new double[n];
    for (int i = k + 1; i < n; i++) {
      w[i] = beta * dot(matrix[i], v, k + 1);
    }
    add(w, -0.5 * beta * dot(w, v, k + 1), v, k + 1);
    for (int i = k + 1; i < n; i++) {
      add(matrix[i], -v[i], w, k + 1);
      add(matrix[i], -w[i], v, k + 1);
    }
  }

  /** The product of all reflections, from the last to the first so that blocks stay small. */
  private void accumulate(double[] factors) {
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    for (int k = n - 3; k >= 0; k--) {
      for (int i = k + 1; i < n; i++) {
        add(vectors[i], -factors[k] * dot(vectors[i], matrix[k], k + 1), matrix[k], k + 1);
      }
    }
  }

  private void iterate() {
    int steps = 0;
    int high = n - 1;
    while (high > 0) {
      if (negligible(high - 1)) {
        high--;
        steps = 0;
        continue;
      }
      if (++steps > MOST_STEPS) {
        throw new IllegalStateException(
            "the covariance has no eigenvalues within %d steps; its first value is %s"
                .formatted(MOST_STEPS, diagonal[0]));
      }
      int low = high - 1;
      while (low > 0 && !negligible(low - 1)) {
        low--;
      }
      step(low, high);
    }
  }

  private boolean negligible(int i) {
    return Math.abs(beside[i])
        <= Math.ulp(1.0) * (Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]));
  }

  /** Algorithm 8.3.2, on the block from low to high. */
  private void step(int low, int high) {
    double x = diagonal[low] - shift(high);
    double z = beside[low];
    for (int k = low; k < high; k++) {
      double r = Math.sqrt(x * x + z * z);
      double c = r == 0 ? 1 : x / r;
      double s = r == 0 ? 0 : -z / r;
      if (k > low) {
        beside[k - 1] = r;
      }
      rotate(k, c, s);
      if (k < high - 1) {
        x = beside[k];
        z = -s * beside[k + 1];
        beside[k + 1] *= c;
      }
    }
  }

  /** Wilkinson's: the eigenvalue of the last 2x2 block that is nearer to its last entry. */
  private double shift(int high) {
    double b = beside[high - 1];
    double delta = (diagonal[high - 1] - diagonal[high]) / 2;
    double root = Math.sqrt(delta * delta + b * b);
    return diagonal[high] - b * b / (delta + (delta < 0 ? -root : root));
  }

  private void rotate(int k, double c, double s) {
    double a = diagonal[k];
    double b = beside[k];
    double d = diagonal[k + 1];
    diagonal[k] = c * c * a - 2 * c * s * b + s * s * d;
    diagonal[k + 1] = s * s * a + 2 * c * s * b + c * c * d;
    beside[k] = c * s * (a - d) + (c * c - s * s) * b;
    double[] upper = vectors[k];
    double[] lower = vectors[k + 1];
    for (int i = 0; i < n; i++) {
      double kept = upper[i];
      upper[i] = c * kept - s * lower[i];
      lower[i] = s * kept + c * lower[i];
    }
  }

  private static double dot(double[] a, double[] b, int from) {
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] sum, double weight, double[] values, int from) {
    for (int i = from; i < sum.length; i++) {
      sum[i] += weight * values[i];
    }
  }
}
