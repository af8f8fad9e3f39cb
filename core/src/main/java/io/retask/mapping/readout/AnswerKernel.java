package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How alike the answers to n rows are: the inner products of their standardised log-scores, n x n.
 *
 * <p>The similarity of several views side by side is the sum of the similarities of each, so that
 * each view costs n²·K/2 products once and a set of views n² additions. It takes 4·n² bytes: for
 * more than a few thousand rows, choose views on a part of the rows.
 */
public final class AnswerKernel {
  private final int count;
  private final float[] values;

  private AnswerKernel(int count, float[] values) {
    this.count = count;
    this.values = values;
  }

  /**
   * The similarity in one view.
   *
   * @param answers n x K
   */
  public static AnswerKernel of(Scores answers) {
    return of(LabelledFeatures.logScores(answers));
  }

  /**
   * The similarity of other rows, such as pixels.
   *
   * @param rows n x p, all finite
   */
  public static AnswerKernel of(TensorBatch rows) {
    int n = rows.count();
    Standardizer standard = Standardizer.fit(rows, IntStream.range(0, n).toArray());
    double[][] gram = Gram.of(standard.apply(rows), n, standard.width());
    float[] values = new float[n * n];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) gram[i / n][i % n];
    }
    return new AnswerKernel(n, values);
  }

  /**
   * The similarity in both views side by side.
   *
   * @throws IllegalArgumentException if the other one is of another number of rows
   */
  public AnswerKernel plus(AnswerKernel other) {
    if (other.count != count) {
      throw new IllegalArgumentException(
          "views must answer the same rows, but one has %d rows and another %d"
              .formatted(count, other.count));
    }
    float[] sum = values.clone();
    add(other.values, sum);
    return new AnswerKernel(count, sum);
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** The number of rows, n. */
  public int count() {
    return count;
  }

  /** The similarity of all rows to one. */
  double[] column(int row) {
    double[] column = new double[count];
    Arrays.setAll(column, i -> values[row * count + i]);
    return column;
  }

  double[] diagonal() {
    double[] diagonal = new double[count];
    Arrays.setAll(diagonal, i -> values[i * count + i]);
    return diagonal;
  }
}
