package io.retask.optim;

/**
 * What a {@link SmoothingProbe} found around a point.
 *
 * @param smoothing beta, the radius that was chosen
 * @param clear whether the differences at that radius stand clear of rounding; if not, it is the
 *     one that comes nearest, and a descent from here is likely to follow noise
 * @param loss f at the point
 * @param length the length G of the gradient, estimated from the slopes; 0 or more
 */
public record Slope(double smoothing, boolean clear, double loss, double length) {
  /**
   * The step size with which the first step of plain descent along an estimate without bias lowers
   * the loss by a wanted share of it, as far as the loss is linear: eta · G² = share · |f|.
   *
   * @param share in (0,1)
   * @throws IllegalStateException if no slope or no loss was found
   */
  public double plainStep(double share) {
    return wanted(share) / (length * length);
  }

  /**
   * The same for the first step of {@link Adam}, which moves every parameter by eta along the sign
   * of the estimate. For q directions in d parameters, many more than q, that lowers the loss by
   * eta · G · sqrt(2q/pi): the cosine of estimate and gradient is sqrt(q/d), that of a normal
   * vector and its signs sqrt(2/pi).
   *
   * @param share in (0,1)
   * @param directions q, at least 1
   * @throws IllegalStateException if no slope or no loss was found
   */
  public double adamStep(double share, int directions) {
    if (directions < 1) {
      throw new IllegalArgumentException("a step has 1 direction or more, not " + directions);
    }
    return wanted(share) / (length * Math.sqrt(2 * directions / Math.PI));
  }

  private double wanted(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("the share lies in (0,1), but it is " + share);
    }
    if (!(length > 0) || loss == 0) {
      throw new IllegalStateException(
          "no step size follows from a loss of %s and a slope of %s; probe larger radii or another point"
              .formatted(loss, length));
    }
    return share * Math.abs(loss);
  }
}
