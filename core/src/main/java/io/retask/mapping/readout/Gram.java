package io.retask.mapping.readout;

import static java.lang.Math.fma;

import java.util.stream.IntStream;

/** The inner products of all pairs of rows, n x n. */
final class Gram {
  /** Columns added up in float before they go into the double sum. */
  private static final int BLOCK = 128;

  private final float[] z;
  private final int n;
  private final int p;
  private final double[][] sums;
  private final float[][] columns;

  private Gram(float[] z, int n, int p) {
    this.z = z;
    this.n = n;
    this.p = p;
    this.sums = new double[n][n];
    this.columns = new float[BLOCK][n];
  }

  /**
   * Z·Z^T.
   *
   * @param z n x p, row-major
   * @return n x n, symmetric
   */
  static double[][] of(float[] z, int n, int p) {
    Gram gram = new Gram(z, n, p);
    for (int from = 0; from < p; from += BLOCK) {
      gram.addBlock(from, Math.min(BLOCK, p - from));
    }
    gram.mirror();
    return gram.sums;
  }

  private void addBlock(int from, int width) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < width; k++) {
        columns[k][i] = z[i * p + from + k];
      }
    }
    IntStream.range(0, (n + 1) / 2).parallel().forEach(pair -> addPair(2 * pair, from, width));
  }

  /** Two rows up to the diagonal; the second one is left out where there is none. */
  private void addPair(int row, int from, int width) {
    int other = Math.min(row + 1, n - 1);
    float[] one = new float[other + 1];
    float[] two = new float[other + 1];
    int at = row * p + from;
    int below = other * p + from;
    int k = 0;
    for (; k + 4 <= width; k += 4) {
      float[] x = columns[k];
      float[] y = columns[k + 1];
      float[] u = columns[k + 2];
      float[] v = columns[k + 3];
      float a = z[at + k];
      float b = z[at + k + 1];
      float c = z[at + k + 2];
      float d = z[at + k + 3];
      float e = z[below + k];
      float f = z[below + k + 1];
      float g = z[below + k + 2];
      float h = z[below + k + 3];
      // loops over whole arrays that start at 0 become vector instructions
      for (int j = 0; j < one.length; j++) {
        one[j] = fma(d, v[j], fma(c, u[j], fma(b, y[j], fma(a, x[j], one[j]))));
        two[j] = fma(h, v[j], fma(g, u[j], fma(f, y[j], fma(e, x[j], two[j]))));
      }
    }
    for (; k < width; k++) {
      for (int j = 0; j < one.length; j++) {
        one[j] = fma(z[at + k], columns[k][j], one[j]);
        two[j] = fma(z[below + k], columns[k][j], two[j]);
      }
    }
    add(one, sums[row]);
    if (other > row) {
      add(two, sums[other]);
    }
  }

  private static void add(float[] block, double[] to) {
    for (int j = 0; j < block.length; j++) {
      to[j] += block[j];
    }
  }

  private void mirror() {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        sums[j][i] = sums[i][j];
      }
    }
  }
}
