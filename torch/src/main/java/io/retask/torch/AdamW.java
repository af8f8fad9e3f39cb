package io.retask.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, algorithm 2). Biases and the
 * scales of batch normalisation do not decay. DJL's own keeps its moments outside of every scope,
 * so that their native memory is never given back.
 */
final class AdamW {
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;
  private final NDManager scope;
  private final List<Weight> weights = new ArrayList<>();
  private final double decay;
  private int steps;

  private record Weight(NDArray array, NDArray mean, NDArray square, boolean decays) {}

  /**
   * An optimiser of some weights, which learn from now on.
   *
   * @param scope where its moments live
   */
  AdamW(NDManager scope, Map<String, NDArray> learned, double decay) {
    this.scope = scope;
    this.decay = decay;
    learned.forEach(
        (name, array) -> {
          array.setRequiresGradient(true);
          NDArray mean = scope.zeros(array.getShape());
          NDArray square = scope.zeros(array.getShape());
          boolean decays = array.getShape().dimension() > 1 && array.getShape().get(0) > 1;
          weights.add(new Weight(array, mean, square, decays));
        });
  }

  /** Forgets the gradients. */
  void clear() {
    if (steps > 0) {
      weights.forEach(weight -> Gradients.clear(weight.array()));
    }
  }

  /** Takes one step along the gradients that came since they were cleared. */
  void step(double rate) {
    steps++;
    for (Weight weight : weights) {
      Gradients.of(weight.array())
          .ifPresent(
              gradient -> {
                try (NDManager own = scope.newSubManager()) {
                  gradient.attach(own);
                  step(weight, gradient, rate);
                }
              });
    }
  }

  /** What is made on the way belongs to the scope of the gradient; moments change in place. */
  private void step(Weight weight, NDArray gradient, double rate) {
    weight.mean().muli(MEAN_DECAY).addi(gradient.mul(1 - MEAN_DECAY));
    weight.square().muli(SQUARE_DECAY).addi(gradient.square().mul(1 - SQUARE_DECAY));
    NDArray size = gradient.zerosLike().addi(weight.square());
    size = size.divi(1 - Math.pow(SQUARE_DECAY, steps)).sqrt().addi(EPSILON);
    NDArray move = gradient.zerosLike().addi(weight.mean());
    move.divi(1 - Math.pow(MEAN_DECAY, steps)).divi(size).muli(rate);
    if (weight.decays()) {
      weight.array().muli(1 - rate * decay);
    }
    weight.array().subi(move);
  }
}
