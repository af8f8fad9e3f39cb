package io.retask.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import java.util.function.Supplier;

/** Gradients as libtorch keeps them: added up beside each weight until they are cleared. */
final class Gradients {
  private Gradients() {}

  /** The sum so far, in the scope of the weight; empty if none ever came. */
  static Optional<NDArray> of(NDArray weight) {
    return Optional.ofNullable(JniUtils.getGradient((PtNDArray) weight));
  }

  /** Whether a gradient came to a weight since it was made. */
  static boolean arrived(NDArray weight) {
    Optional<NDArray> gradient = of(weight);
    gradient.ifPresent(NDArray::close);
    return gradient.isPresent();
  }

  /** Begins a new sum. */
  static void clear(NDArray weight) {
    JniUtils.zeroGrad((PtNDArray) weight);
  }

  /** Does some work whose every operation can be differentiated. */
  static <T> T following(Supplier<T> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
