package io.retask.optim;

/**
 * The gain sequences of SPSA: in step k = 1, 2, ... the step size is {@code stepSize / (k +
 * stability)^stepDecay} and the smoothing {@code smoothing / k^smoothingDecay}.
 *
 * @param stepSize a, positive
 * @param stability o, at least 0
 * @param stepDecay alpha, at least 0
 * @param smoothing c, positive
 * @param smoothingDecay gamma, at least 0
 * @param momentum b of SPSA-GC, in [0,1); 0 is plain SPSA
 * @param draws perturbations a step, at least 1; each costs 2 evaluations
 * @param smallest the smallest size of a perturbation of one parameter, in (0,1]; the largest is 1
 */
public record SpsaGains(
    double stepSize,
    double stability,
    double stepDecay,
    double smoothing,
    double smoothingDecay,
    double momentum,
    int draws,
    double smallest) {
  /** Checks the ranges. */
  public SpsaGains {
    if (!(stepSize > 0 && smoothing > 0)
        || Double.isInfinite(stepSize)
        || Double.isInfinite(smoothing)) {
      throw new IllegalArgumentException(
          "SPSA takes a positive step size and smoothing, but they are %s and %s"
              .formatted(stepSize, smoothing));
    }
    if (!(stability >= 0 && stepDecay >= 0 && smoothingDecay >= 0)) {
      throw new IllegalArgumentException(
          "SPSA takes a stability and decays of 0 or more, but they are %s, %s and %s"
              .formatted(stability, stepDecay, smoothingDecay));
    }
    if (!(momentum >= 0 && momentum < 1 && smallest > 0 && smallest <= 1) || draws < 1) {
      throw new IllegalArgumentException(
          "SPSA takes a momentum in [0,1), 1 draw or more and a smallest perturbation in (0,1], but they are %s, %d and %s"
              .formatted(momentum, draws, smallest));
    }
  }

  /** BlackVIP's constants for EuroSAT (arXiv 2303.14773, its configuration): SPSA-GC. */
  public static SpsaGains blackVip() {
    return new SpsaGains(0.01, 1, 0.4, 0.005, 0.2, 0.9, 5, 0.5);
  }

  /**
   * BlackVIP's constants for a trained picture frame, its row "VP black-box": a from 10 to 20,
   * alpha from 0.4 to 0.5, c from 0.005 to 0.01. The lower ends; stability, gamma and momentum as
   * in {@link #blackVip}.
   */
  public static SpsaGains pixelFrame() {
    return new SpsaGains(10, 1, 0.4, 0.005, 0.2, 0.9, 5, 0.5);
  }

  /**
   * Plain SPSA with the exponents that Spall recommends (1998): alpha 0.602, gamma 0.101, signs as
   * perturbations, one draw a step.
   *
   * @param stepSize a, positive
   * @param stability o; Spall advises a tenth of the number of steps
   * @param smoothing c, positive
   */
  public static SpsaGains spall(double stepSize, double stability, double smoothing) {
    return new SpsaGains(stepSize, stability, 0.602, smoothing, 0.101, 0, 1, 1);
  }
}
