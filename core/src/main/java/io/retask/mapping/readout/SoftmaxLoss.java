package io.retask.mapping.readout;

import java.util.Arrays;

/**
 * What the logistic readout makes small: {@code sum_i w_i·(-log softmax(A·z_i + a)_{y_i}) +
 * (ridge/2)·||A||²}, the bias a free (methods: learned readout). The weights w have sum 1.
 *
 * <p>The variable is A, C x r row-major, followed by a.
 */
final class SoftmaxLoss implements Lbfgs.Function {
  private final double[][] columns;
  private final double[][] rows;
  private final int rank;
  private final int targets;
  private final int[] classes;
  private final double[] weights;
  private final double ridge;

  private SoftmaxLoss(SoftmaxLoss other, double ridge) {
    this.columns = other.columns;
    this.rows = other.rows;
    this.rank = other.rank;
    this.targets = other.targets;
    this.classes = other.classes;
    this.weights = other.weights;
    this.ridge = ridge;
  }

  /**
   * A loss without penalty.
   *
   * @param columns r x n, one feature after the other
   * @param balanced whether every class counts the same, instead of every row
   */
  SoftmaxLoss(double[][] columns, int[] classes, int targets, boolean balanced) {
    this.columns = columns;
    this.rank = columns.length;
    this.rows = Product.transposed(columns, classes.length);
    this.targets = targets;
    this.classes = classes;
    this.weights = weights(classes, targets, balanced);
    this.ridge = 0;
  }

  /** The same loss with that penalty. */
  SoftmaxLoss withRidge(double penalty) {
    return new SoftmaxLoss(this, penalty);
  }

  private static double[] weights(int[] classes, int targets, boolean balanced) {
    int[] counts = new int[targets];
    for (int c : classes) {
      counts[balanced ? c : 0]++;
    }
    long parts = Arrays.stream(counts).filter(count -> count > 0).count();
    double[] weights = new double[classes.length];
    Arrays.setAll(weights, i -> 1.0 / (parts * counts[balanced ? classes[i] : 0]));
    return weights;
  }

  /** What the coordinates tell of the second derivative, exactly among {@code most} of them. */
  Curvature curvature(int most) {
    return new Curvature(columns, weights, most);
  }

  /** The mean of p(1 - p) over rows and classes. */
  double softness(double[] x) {
    int n = classes.length;
    double[][] all = logits(x, columns, n, targets);
    double[] row = new double[targets];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      take(all, i, row);
      softmax(row);
      for (double p : row) {
        sum += weights[i] * p * (1 - p);
      }
    }
    return sum / targets;
  }

  /** The length of the variable. */
  int size() {
    return targets * (rank + 1);
  }

  @Override
  public double at(double[] x, double[] gradient) {
    int n = classes.length;
    double[] residuals = new double[targets * n];
    double loss = toResiduals(logits(x, columns, n, targets), residuals);
    double[][] slopes = new double[targets][rank];
    Product.add(residuals, rows, slopes);
    for (int c = 0; c < targets; c++) {
      for (int k = 0; k < rank; k++) {
        int at = c * rank + k;
        gradient[at] = slopes[c][k] + ridge * x[at];
        loss += ridge / 2 * x[at] * x[at];
      }
      gradient[targets * rank + c] = Arrays.stream(residuals, c * n, (c + 1) * n).sum();
    }
    return loss;
  }

  /**
   * A·z + a of n rows: C x n.
   *
   * @param columns r x n
   */
  static double[][] logits(double[] x, double[][] columns, int n, int targets) {
    double[][] logits = new double[targets][n];
    for (int c = 0; c < targets; c++) {
      Arrays.fill(logits[c], x[x.length - targets + c]);
    }
    Product.add(x, columns, logits);
    return logits;
  }

  /** Fills in w·(softmax - truth), C x n; returns the weighted mean of -log softmax. */
  private double toResiduals(double[][] logits, double[] residuals) {
    int n = classes.length;
    double[] row = new double[targets];
    double loss = 0;
    for (int i = 0; i < n; i++) {
      take(logits, i, row);
      double own = row[classes[i]];
      loss += weights[i] * (softmax(row) - own);
      row[classes[i]] -= 1;
      for (int c = 0; c < targets; c++) {
        residuals[c * n + i] = weights[i] * row[c];
      }
    }
    return loss;
  }

  private static void take(double[][] matrix, int column, double[] to) {
    for (int c = 0; c < to.length; c++) {
      to[c] = matrix[c][column];
    }
  }

  /** Turns logits into probabilities in place; returns the log of the sum. */
  static double softmax(double[] row) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : row) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (int c = 0; c < row.length; c++) {
      row[c] = Math.exp(row[c] - max);
      sum += row[c];
    }
    for (int c = 0; c < row.length; c++) {
      row[c] /= sum;
    }
    return max + Math.log(sum);
  }
}
