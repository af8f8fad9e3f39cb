package io.retask.mapping.readout;

import java.util.Arrays;

/** The inner products of all pairs of rows, n x n. */
final class Gram {
  /** Columns added up in float before they go into the double sum. */
  private static final int BLOCK = 256;

  private Gram() {}

  /**
   * Z·Z^T.
   *
   * @param z n x p, row-major
   * @return n x n, row-major, symmetric
   */
  static double[] of(float[] z, int n, int p) {
    double[] gram = new double[n * n];
    float[] columns = new float[BLOCK * n];
    float[] sums = new float[n];
    for (int from = 0; from < p; from += BLOCK) {
      int width = Math.min(BLOCK, p - from);
      transpose(z, n, p, from, width, columns);
      for (int i = 0; i < n; i++) {
        row(z, i * p + from, columns, width, i, sums);
        for (int j = 0; j <= i; j++) {
          gram[i * n + j] += sums[j];
        }
      }
    }
    mirror(gram, n);
    return gram;
  }

  private static void transpose(float[] z, int n, int p, int from, int width, float[] columns) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < width; k++) {
        columns[k * n + i] = z[i * p + from + k];
      }
    }
  }

  /** Row i up to the diagonal; four columns at a time, so that the sums are read less often. */
  private static void row(float[] z, int at, float[] columns, int width, int i, float[] sums) {
    int n = sums.length;
    Arrays.fill(sums, 0, i + 1, 0);
    int k = 0;
    for (; k + 4 <= width; k += 4) {
      float a = z[at + k];
      float b = z[at + k + 1];
      float c = z[at + k + 2];
      float d = z[at + k + 3];
      int base = k * n;
      for (int j = 0; j <= i; j++) {
        sums[j] +=
            a * columns[base + j]
                + b * columns[base + n + j]
                + c * columns[base + 2 * n + j]
                + d * columns[base + 3 * n + j];
      }
    }
    for (; k < width; k++) {
      float a = z[at + k];
      for (int j = 0; j <= i; j++) {
        sums[j] += a * columns[k * n + j];
      }
    }
  }

  private static void mirror(double[] gram, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        gram[j * n + i] = gram[i * n + j];
      }
    }
  }
}
