package io.retask.optim;

/** eta_t = eta · (1 + cos(pi · (t + 1/2) / steps)) / 2; the last step's for ever after. */
record CosineDecay(double eta, long steps) implements Schedule {
  CosineDecay {
    if (!(eta > 0) || Double.isInfinite(eta) || steps < 1) {
      throw new IllegalArgumentException(
          "a decay by a cosine takes a positive step size and 1 step or more, but they are %s and %d"
              .formatted(eta, steps));
    }
  }

  @Override
  public double at(long step) {
    double part = (Math.min(step, steps - 1) + 0.5) / steps;
    return eta * (1 + StrictMath.cos(Math.PI * part)) / 2;
  }
}
