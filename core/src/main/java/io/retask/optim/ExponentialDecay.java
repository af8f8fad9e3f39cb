package io.retask.optim;

/** eta_t = eta · remaining^(t / steps). */
record ExponentialDecay(double eta, double remaining, long steps) implements Schedule {
  ExponentialDecay {
    if (!(eta > 0) || Double.isInfinite(eta)) {
      throw new IllegalArgumentException("the step size must be positive, but it is " + eta);
    }
    if (!(remaining > 0 && remaining <= 1) || steps < 1) {
      throw new IllegalArgumentException(
          "a decay to %s of the step size over %d steps: the part is in (0,1] and the steps at least 1"
              .formatted(remaining, steps));
    }
  }

  @Override
  public double at(long step) {
    return eta * StrictMath.pow(remaining, (double) step / steps);
  }
}
