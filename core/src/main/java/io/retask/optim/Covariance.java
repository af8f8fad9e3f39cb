package io.retask.optim;

import java.io.DataOutput;
import java.io.IOException;

/**
 * The shape of a normal distribution, C = B·D²·B' with orthogonal B and diagonal D. Never changed;
 * an update makes the next one.
 */
sealed interface Covariance permits FullCovariance, DiagonalCovariance {
  /** B·D·z: a draw from N(0, C) for a standard normal z. */
  void stretch(double[] z, double[] out);

  /** B·z, which is C^(-1/2) of the stretched z. */
  void turn(double[] z, double[] out);

  /** Zeros that take sums of products y·y', as many as this kind keeps. */
  double[] noProducts();

  /** Adds weight · y·y' to a sum. */
  void addProduct(double[] sum, double weight, double[] y);

  /** kept · C + sum; the array is used up. */
  Covariance next(double kept, double[] sum);

  void write(DataOutput out) throws IOException;
}
