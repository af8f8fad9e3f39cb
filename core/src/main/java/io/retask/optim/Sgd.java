package io.retask.optim;

/** Plain gradient descent, the rule of BAR: {@code W = W - eta_t·g}. */
public record Sgd() implements UpdateRule {
  @Override
  public int memories() {
    return 0;
  }

  @Override
  public void apply(float[] weights, float[] gradient, double eta, long step, float[][] memory) {
    float rate = (float) eta;
    for (int i = 0; i < weights.length; i++) {
      weights[i] -= rate * gradient[i];
    }
  }
}
