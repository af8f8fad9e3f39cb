package io.retask.optim;

/**
 * Momentum, {@code v = decay·v + g}: heavy-ball, {@code W = W - eta_t·v}, a deviation from BAR; or
 * corrected as in SPSA-GC (BlackVIP, arXiv 2303.14773), {@code W = W - eta_t·(g + decay·v)}, which
 * is Nesterov's.
 *
 * @param decay b, in [0,1)
 * @param corrected whether the step looks ahead along v
 */
public record Momentum(double decay, boolean corrected) implements UpdateRule {
  /** Checks the decay. */
  public Momentum {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("the decay lies in [0,1), but it is " + decay);
    }
  }

  /** Heavy-ball momentum. */
  public Momentum(double decay) {
    this(decay, false);
  }

  /** The rule of SPSA-GC. */
  public static Momentum withCorrection(double decay) {
    return new Momentum(decay, true);
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
      weights[i] -= rate * (corrected ? gradient[i] + kept * velocity[i] : velocity[i]);
    }
  }
}
