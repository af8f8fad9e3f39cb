package io.retask.artifact;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * Turns inputs into features without asking the box. Laws: row i of the features depends on row i
 * of the inputs only; the inputs are neither changed nor kept; safe to call from several threads.
 */
public interface FeatureMap {
  /** The shape that it takes: that of the target data. */
  Shape inputShape();

  /** How many features a row has, p. */
  int count();

  /**
   * The features of every row.
   *
   * @param inputs n x inputShape(), in [0,1]
   * @return n x p, any real numbers; it belongs to the caller
   */
  TensorBatch of(TensorBatch inputs);
}
