package io.retask.optim;

/**
 * The estimate of SPSA, averaged over draws: with k = step + 1 and c_k = c / k^gamma,
 *
 * <p>g_i = mean of [f(W + c_k · delta) - f(W - c_k · delta)] / (2 · c_k · delta_i).
 *
 * <p>delta_i has a random sign and a size uniform on [smallest, 1]: Spall 1992 has smallest = 1,
 * BlackVIP (arXiv 2303.14773, code) has 0.5.
 */
record SimultaneousPerturbation(SpsaGains gains) implements Estimator {
  @Override
  public int points() {
    return Math.multiplyExact(2, gains.draws());
  }

  private float radius(StepKey key) {
    return (float) (gains.smoothing() / StrictMath.pow(key.step() + 1.0, gains.smoothingDecay()));
  }

  private void perturbation(StepKey key, int draw, float[] out) {
    Words words = Words.of(key, draw);
    for (int i = 0; i < out.length; i++) {
      double size = gains.smallest() + (1 - gains.smallest()) * words.positiveUnit();
      // positiveUnit reads bits 11 to 63 of the word, so bit 0 is free for the sign.
      out[i] = (float) ((words.last() & 1) == 0 ? size : -size);
    }
  }

  @Override
  public Proposal around(float[] weights, StepKey key) {
    return PointsAround.twoSided(
        key, weights, (draw, out) -> perturbation(key, draw, out), gains.draws(), radius(key));
  }

  @Override
  public float[] estimate(StepKey key, int parameters, double[] losses) {
    float[] gradient = new float[parameters];
    float[] delta = new float[parameters];
    for (int draw = 0; draw < gains.draws(); draw++) {
      perturbation(key, draw, delta);
      double difference = losses[2 * draw] - losses[2 * draw + 1];
      double slope = difference / (2 * radius(key) * gains.draws());
      for (int i = 0; i < parameters; i++) {
        gradient[i] += (float) (slope / delta[i]);
      }
    }
    return gradient;
  }
}
