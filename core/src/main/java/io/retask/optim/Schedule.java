package io.retask.optim;

/** The step size eta_t of every step. Laws: a pure function; positive and finite. */
public interface Schedule {
  /**
   * The step size of one step.
   *
   * @param step t, from 0
   */
  double at(long step);

  /** The same step size for ever. */
  static Schedule constant(double eta) {
    return new ExponentialDecay(eta, 1, 1);
  }

  /**
   * Exponential decay, eta_t = eta · remaining^(t / steps).
   *
   * <p>BAR decays exponentially, but the rate is not known; so it is stated here as the part that
   * remains after all steps, which does not depend on their number.
   *
   * @param eta the step size of step 0
   * @param remaining what is left of it after {@code steps} steps, in (0,1]
   * @param steps T, the number of steps that are planned
   */
  static Schedule exponential(double eta, double remaining, long steps) {
    return new ExponentialDecay(eta, remaining, steps);
  }

  /**
   * Decay by a power, eta_t = eta / (t + 1 + offset)^exponent: the a_k of SPSA (Spall 1998).
   *
   * @param eta a, positive
   * @param offset at least 0
   * @param exponent alpha, at least 0
   */
  static Schedule power(double eta, double offset, double exponent) {
    return new PowerDecay(eta, offset, exponent);
  }

  /**
   * Decay by half a cosine to almost nothing, eta_t = eta · (1 + cos(pi · (t + 1/2) / steps)) / 2
   * (Loshchilov and Hutter, ICLR 2017, arXiv 1608.03983, without restarts).
   *
   * @param eta the step size of step 0, almost
   * @param steps T, the number of steps that are planned
   */
  static Schedule cosine(double eta, long steps) {
    return new CosineDecay(eta, steps);
  }
}
