package io.retask.mapping.readout;

import java.util.Arrays;

/**
 * What the logistic readout makes small: {@code sum_i w_i·(-log softmax(A·z_i + a)_{y_i}) +
 * (ridge/2)·||A||²}, the bias a free (methods: learned readout). The weights w have sum 1.
 *
 * <p>The variable is A, C x r row-major, followed by a.
 */
final class SoftmaxLoss implements Lbfgs.Function {
  private final double[] columns;
  private final double[] rows;
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
  SoftmaxLoss(double[] columns, int[] classes, int targets, boolean balanced) {
    this.columns = columns;
    this.rank = columns.length / classes.length;
    this.rows = Product.transposed(columns, rank, classes.length);
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
    int[] members = new int[targets];
    Arrays.stream(classes).forEach(label -> members[label]++);
    long present = Arrays.stream(members).filter(count -> count > 0).count();
    return Arrays.stream(classes)
        .mapToDouble(label -> balanced ? 1.0 / (present * members[label]) : 1.0 / classes.length)
        .toArray();
  }

  /** The length of the variable. */
  int size() {
    return targets * (rank + 1);
  }

  @Override
  public double at(double[] x, double[] gradient) {
    int n = classes.length;
    double[] residuals = logits(x, columns, n, targets);
    double loss = toResiduals(residuals);
    double[] slopes = new double[targets * rank];
    Product.add(residuals, n, rows, slopes, rank);
    for (int i = 0; i < slopes.length; i++) {
      gradient[i] = slopes[i] + ridge * x[i];
      loss += ridge / 2 * x[i] * x[i];
    }
    for (int c = 0; c < targets; c++) {
      gradient[slopes.length + c] = Arrays.stream(residuals, c * n, (c + 1) * n).sum();
    }
    return loss;
  }

  /**
   * A·z + a of n rows: C x n.
   *
   * @param columns r x n
   */
  static double[] logits(double[] x, double[] columns, int n, int targets) {
    int rank = x.length / targets - 1;
    double[] logits = new double[targets * n];
    for (int c = 0; c < targets; c++) {
      Arrays.fill(logits, c * n, (c + 1) * n, x[targets * rank + c]);
    }
    Product.add(x, rank, columns, logits, n);
    return logits;
  }

  /** Turns logits into w·(softmax - truth) in place; returns the weighted mean of -log softmax. */
  private double toResiduals(double[] logits) {
    int n = classes.length;
    double loss = 0;
    for (int i = 0; i < n; i++) {
      double own = logits[classes[i] * n + i];
      double log = softmax(logits, i, n);
      loss += weights[i] * (log - own);
      for (int c = 0; c < targets; c++) {
        double truth = c == classes[i] ? 1 : 0;
        logits[c * n + i] = weights[i] * (logits[c * n + i] - truth);
      }
    }
    return loss;
  }

  /** Softmax of column i of C x n logits, in place; returns the log of the sum. */
  static double softmax(double[] logits, int i, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int at = i; at < logits.length; at += n) {
      max = Math.max(max, logits[at]);
    }
    double sum = 0;
    for (int at = i; at < logits.length; at += n) {
      logits[at] = Math.exp(logits[at] - max);
      sum += logits[at];
    }
    for (int at = i; at < logits.length; at += n) {
      logits[at] /= sum;
    }
    return max + Math.log(sum);
  }
}
