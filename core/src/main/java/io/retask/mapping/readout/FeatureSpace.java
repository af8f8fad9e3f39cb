package io.retask.mapping.readout;

import io.retask.tensor.TensorBatch;
import org.jspecify.annotations.Nullable;

/**
 * The coordinates in which a logistic problem is solved: the standardised features themselves, or
 * the span of the training rows where those are fewer or the features many.
 */
final class FeatureSpace {
  /** With more rows than that for each feature, products of all pairs of rows cost more. */
  private static final int FEW_ROWS = 4;

  private final Standardizer standard;
  private final float[] z;
  private final @Nullable RowSpan span;

  private FeatureSpace(Standardizer standard, float[] z, @Nullable RowSpan span) {
    this.standard = standard;
    this.z = z;
    this.span = span;
  }

  /** The space that the training rows define. */
  static FeatureSpace of(TensorBatch rows, int[] training) {
    Standardizer standard = Standardizer.fit(rows, training);
    float[] z = standard.apply(rows);
    int n = rows.count();
    int width = standard.width();
    // many features come in no order: the span's first coordinates are the longest, which is what
    // the curvature needs to be right about
    boolean dual =
        training.length < width
            || (width > Curvature.LEADING && training.length < FEW_ROWS * width);
    return new FeatureSpace(standard, z, dual ? RowSpan.of(Gram.of(z, n, width), training) : null);
  }

  /**
   * A space without the dual form: what a fold works in where the rows of all folds do, so that its
   * statistics are those of its own training part.
   */
  static FeatureSpace primal(TensorBatch rows, int[] training) {
    Standardizer standard = Standardizer.fit(rows, training);
    return new FeatureSpace(standard, standard.apply(rows), null);
  }

  /** Whether the coordinates are those of the span of the rows. */
  boolean isDual() {
    return span != null;
  }

  /**
   * How many coordinates the curvature must be right about. Features come in no order, and there
   * are many rows for each of them: then a product of all pairs costs what some fifty steps do, and
   * saves hundreds.
   */
  int leading() {
    return isDual() ? Curvature.LEADING : standard.width();
  }

  /** The coordinates of some rows, one coordinate after the other: r x rows. */
  double[][] columns(int[] rows) {
    if (span != null) {
      return span.coordinates(rows);
    }
    int width = standard.width();
    double[][] columns = new double[width][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < width; k++) {
        columns[k][i] = z[rows[i] * width + k];
      }
    }
    return columns;
  }

  /**
   * A solution as a classifier of raw features.
   *
   * @param x A in the coordinates, C x r, followed by a
   * @param temperature divides the logits
   */
  LinearClassifier classifier(double[] x, int targets, double temperature) {
    double[] columns = span == null ? x : span.toColumns(x, targets, z);
    float[] weights = new float[targets * standard.width()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (columns[i] / temperature);
    }
    float[] bias = new float[targets];
    for (int c = 0; c < targets; c++) {
      bias[c] = (float) (x[x.length - targets + c] / temperature);
    }
    return new LinearClassifier(standard, weights, bias);
  }
}
