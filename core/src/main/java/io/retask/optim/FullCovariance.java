package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The covariance of CMA-ES, of which the lower triangle is kept row by row. Its decomposition is
 * some generations old: it is made again after {@code gap} updates, and is part of the state, so
 * that a resumed run draws with the same one.
 */
final class FullCovariance implements Covariance {
  /** Beyond this ratio of variances, rounding decides; Hansen's tutorial stops there. */
  private static final double CONDITION = 1e14;

  private final double[] triangle;
  private final double[][] axes;
  private final double[] lengths;
  private final int age;
  private final int gap;

  private FullCovariance(double[] triangle, double[][] axes, double[] lengths, int age, int gap) {
    this.triangle = triangle;
    this.axes = axes;
    this.lengths = lengths;
    this.age = age;
    this.gap = gap;
  }

  private static int places(int n) {
    return n * (n + 1) / 2;
  }

  static FullCovariance first(int parameters, int gap) {
    double[] triangle = new double[places(parameters)];
    double[][] axes = new double[parameters][parameters];
    double[] lengths = new double[parameters];
    Arrays.fill(lengths, 1);
    for (int i = 0; i < parameters; i++) {
      triangle[places(i) + i] = 1;
      axes[i][i] = 1;
    }
    return new FullCovariance(triangle, axes, lengths, 0, gap);
  }

  @Override
  public void stretch(double[] z, double[] out) {
    Arrays.fill(out, 0);
    for (int axis = 0; axis < z.length; axis++) {
      add(out, lengths[axis] * z[axis], axes[axis]);
    }
  }

  @Override
  public void turn(double[] z, double[] out) {
    Arrays.fill(out, 0);
    for (int axis = 0; axis < z.length; axis++) {
      add(out, z[axis], axes[axis]);
    }
  }

  private static void add(double[] sum, double weight, double[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * values[i];
    }
  }

  @Override
  public double[] noProducts() {
    return new double[triangle.length];
  }

  @Override
  public void addProduct(double[] sum, double weight, double[] y) {
    int place = 0;
    for (int row = 0; row < y.length; row++) {
      double factor = weight * y[row];
      for (int column = 0; column <= row; column++) {
        sum[place++] += factor * y[column];
      }
    }
  }

  @Override
  public FullCovariance next(double kept, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += kept * triangle[i];
    }
    return age + 1 < gap
        ? new FullCovariance(sum, axes, lengths, age + 1, gap)
        : decomposed(sum, lengths.length, gap);
  }

  private static FullCovariance decomposed(double[] triangle, int n, int gap) {
    double[][] matrix = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column <= row; column++) {
        matrix[row][column] = triangle[places(row) + column];
        matrix[column][row] = triangle[places(row) + column];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    double[] lengths = eigen.values();
    double least = Arrays.stream(lengths).max().orElseThrow() / CONDITION;
    for (int i = 0; i < n; i++) {
      lengths[i] = Math.sqrt(Math.max(lengths[i], least));
    }
    return new FullCovariance(triangle, eigen.vectors(), lengths, 0, gap);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(age);
    DoubleArrays.write(triangle, out);
    DoubleArrays.write(lengths, out);
    for (double[] axis : axes) {
      DoubleArrays.write(axis, out);
    }
  }

  static FullCovariance read(DataInput in, int parameters, int gap) throws IOException {
    int age = in.readInt();
    double[] triangle = DoubleArrays.read(in, places(parameters));
    double[] lengths = DoubleArrays.read(in, parameters);
    double[][] axes = new double[parameters][];
    for (int i = 0; i < parameters; i++) {
      axes[i] = DoubleArrays.read(in, parameters);
    }
    return new FullCovariance(triangle, axes, lengths, age, gap);
  }
}
