package io.retask.optim;

/**
 * The rule of SPSA-GC (BlackVIP, arXiv 2303.14773): {@code v = decay·v + g}, then {@code W = W -
 * eta_t·(g + decay·v)}, which is momentum with Nesterov's correction.
 *
 * @param decay b, in [0,1)
 */
public record CorrectedMomentum(double decay) implements UpdateRule {
  /** Checks the decay. */
  public CorrectedMomentum {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("the decay lies in [0,1), but it is " + decay);
    }
  }

  @Override
  public int memories() {
    return 1;
  }

  @Override
  public void apply(float[] weights, float[] gradient, double eta, long step, float[][] memory) {
    float[] velocity = memory[0];
    float kept = (float) decay;
    float rate = (float) eta;
    for (int i = 0; i < weights.length; i++) {
      velocity[i] = kept * velocity[i] + gradient[i];
      weights[i] -= rate * (gradient[i] + kept * velocity[i]);
    }
  }
}
