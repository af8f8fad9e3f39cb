package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The covariance of sep-CMA-ES: B is 1, and D² are the variances. */
final class DiagonalCovariance implements Covariance {
  private final double[] variances;

  private DiagonalCovariance(double[] variances) {
    this.variances = variances;
  }

  static DiagonalCovariance first(int parameters) {
    double[] ones = new double[parameters];
    Arrays.fill(ones, 1);
    return new DiagonalCovariance(ones);
  }

  @Override
  public void stretch(double[] z, double[] out) {
    for (int i = 0; i < z.length; i++) {
      out[i] = Math.sqrt(variances[i]) * z[i];
    }
  }

  @Override
  public void turn(double[] z, double[] out) {
    System.arraycopy(z, 0, out, 0, z.length);
  }

  @Override
  public double[] noProducts() {
    return new double[variances.length];
  }

  @Override
  public void addProduct(double[] sum, double weight, double[] y) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * y[i] * y[i];
    }
  }

  @Override
  public DiagonalCovariance next(double kept, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += kept * variances[i];
    }
    return new DiagonalCovariance(sum);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    DoubleArrays.write(variances, out);
  }

  static DiagonalCovariance read(DataInput in, int parameters) throws IOException {
    return new DiagonalCovariance(DoubleArrays.read(in, parameters));
  }
}
