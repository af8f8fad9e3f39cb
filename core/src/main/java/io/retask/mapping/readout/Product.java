package io.retask.mapping.readout;

/** The matrix product of few rows with a large matrix, in blocks that stay in the cache. */
final class Product {
  /** Bytes of the large matrix that are read for all rows before the next block. */
  private static final int BLOCK = 1 << 17;

  private final double[] left;
  private final int m;
  private final double[] right;
  private final double[] out;
  private final int length;

  private Product(double[] left, int m, double[] right, double[] out, int length) {
    this.left = left;
    this.m = m;
    this.right = right;
    this.out = out;
    this.length = length;
  }

  /**
   * Adds {@code left·right} to {@code out}.
   *
   * @param left C x m, the first values of the array
   * @param right m x length
   * @param out C x length
   */
  static void add(double[] left, int m, double[] right, double[] out, int length) {
    if (length > 0) {
      new Product(left, m, right, out, length).addAll();
    }
  }

  private void addAll() {
    int block = Math.max(4, BLOCK / (8 * length) / 4 * 4);
    for (int from = 0; from < m; from += block) {
      for (int c = 0; c < out.length / length; c++) {
        addRow(c, from, Math.min(m, from + block));
      }
    }
  }

  private void addRow(int row, int from, int to) {
    int begin = row * length;
    int k = from;
    for (; k + 4 <= to; k += 4) {
      double a = left[row * m + k];
      double b = left[row * m + k + 1];
      double c = left[row * m + k + 2];
      double d = left[row * m + k + 3];
      int base = k * length;
      for (int j = 0; j < length; j++) {
        out[begin + j] +=
            a * right[base + j]
                + b * right[base + length + j]
                + c * right[base + 2 * length + j]
                + d * right[base + 3 * length + j];
      }
    }
    for (; k < to; k++) {
      double a = left[row * m + k];
      for (int j = 0; j < length; j++) {
        out[begin + j] += a * right[k * length + j];
      }
    }
  }

  /** The transpose of an m x n matrix. */
  static double[] transposed(double[] matrix, int m, int n) {
    double[] out = new double[matrix.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        out[j * m + i] = matrix[i * n + j];
      }
    }
    return out;
  }
}
