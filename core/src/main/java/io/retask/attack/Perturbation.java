package io.retask.attack;

import io.retask.tensor.TensorBatch;

/**
 * How much an input was changed, on values in [0,1].
 *
 * @param linf the largest change of a value
 * @param l2 the square root of the sum of squared changes
 */
public record Perturbation(double linf, double l2) {
  /** The change from one batch to another of the same size. */
  public static Perturbation between(TensorBatch original, TensorBatch changed) {
    return new Perturbation(
        Norm.LINF.of(original.values(), changed.values()),
        Norm.L2.of(original.values(), changed.values()));
  }
}
