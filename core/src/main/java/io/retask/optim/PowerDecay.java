package io.retask.optim;

/** eta_t = eta / (t + 1 + offset)^exponent. */
record PowerDecay(double eta, double offset, double exponent) implements Schedule {
  PowerDecay {
    if (!(eta > 0) || Double.isInfinite(eta) || !(offset >= 0) || !(exponent >= 0)) {
      throw new IllegalArgumentException(
          "a decay by a power takes a positive step size, and an offset and exponent of 0 or more, but they are %s, %s and %s"
              .formatted(eta, offset, exponent));
    }
  }

  @Override
  public double at(long step) {
    return eta / StrictMath.pow(step + 1.0 + offset, exponent);
  }
}
