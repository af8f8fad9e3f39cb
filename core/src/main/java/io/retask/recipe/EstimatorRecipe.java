package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the gradient is estimated, from differences of the loss along random directions.
 *
 * @param kind {@code one-sided} (the paper); the others are deviations
 * @param directions q
 * @param smoothing beta, how far a probe lies from W, in units of W; null to have it made from
 *     {@code greyLevels}
 * @param greyLevels beta as root mean square of the change in grey levels near W = 0; with a probe,
 *     the smallest that it may choose
 * @param scale b; null for the number of parameters, which makes the estimate unbiased
 * @param clip the longest estimate that is believed, in units of the square root of the number of
 *     parameters (a deviation; 1 in ZIP, arXiv 2504.06838); null for no limit
 * @param probe how beta is found by a few images before the first step (a deviation); null to take
 *     it as it stands
 */
public record EstimatorRecipe(
    @Nullable EstimatorKind kind,
    @Nullable Integer directions,
    @Nullable Double smoothing,
    @Nullable Double greyLevels,
    @Nullable Double scale,
    @Nullable Double clip,
    @Nullable ProbeRecipe probe) {
  /** The paper's. */
  static final EstimatorRecipe DEFAULT =
      new EstimatorRecipe(null, null, null, null, null, null, null);

  /** Kinds of estimate. */
  public enum EstimatorKind {
    /** q + 1 points: W, and one a direction on the unit sphere. */
    @JsonProperty("one-sided")
    ONE_SIDED,
    /** 2q points: both sides of normal directions (NES, arXiv 1804.08598). */
    @JsonProperty("antithetic")
    ANTITHETIC,
    /** q + 1 points along directions at right angles to each other: for few parameters. */
    @JsonProperty("orthonormal")
    ORTHONORMAL,
    /**
     * q + 2 points: W, one towards what earlier steps measured of the gradient, and directions at
     * right angles to that; it counts as far as it is measured to be right still (P-RGF, arXiv
     * 1906.06919).
     */
    @JsonProperty("guided")
    GUIDED
  }

  /** Fills the defaults in. */
  public EstimatorRecipe {
    kind = kind == null ? EstimatorKind.ONE_SIDED : kind;
    directions = directions == null ? Integer.valueOf(25) : directions;
    if (smoothing != null && greyLevels != null) {
      throw new InvalidRecipe(
          "recipe keys '.smoothing' and '.greyLevels' both set beta;" + " keep one of them");
    }
    greyLevels = smoothing == null && greyLevels == null ? Double.valueOf(2) : greyLevels;
    Range.atLeast(".directions", directions, 1);
    Range.above(".smoothing", smoothing == null ? 1 : smoothing, 0);
    Range.above(".greyLevels", greyLevels == null ? 1 : greyLevels, 0);
    Range.above(".scale", scale == null ? 1 : scale, 0);
    Range.above(".clip", clip == null ? 1 : clip, 0);
    boolean unit = kind == EstimatorKind.ONE_SIDED || kind == EstimatorKind.ORTHONORMAL;
    if (scale != null && !unit) {
      throw new InvalidRecipe(
          "recipe key '.scale' is b of directions of length 1 (one-sided or orthonormal); remove it");
    }
    if (scale != null && probe != null && probe.share() != null) {
      throw new InvalidRecipe(
          "recipe key '.scale' only rescales the step size, which '.probe.share' finds; remove one of them, or set it to null");
    }
    if (kind == EstimatorKind.GUIDED && probe != null && probe.share() != null) {
      throw new InvalidRecipe(
          "recipe key '.probe.share' needs an estimate without bias, which guided directions do not make; remove it");
    }
  }

  /** Whether the first step size is found by a few images, not stated. */
  boolean findsStep() {
    return probe != null && probe.share() != null;
  }

  /** The paper's with so many directions. */
  static EstimatorRecipe oneSided(int directions) {
    return new EstimatorRecipe(null, directions, null, null, null, null, null);
  }

  /**
   * A probe of a few directions at growing radii, each on the first mini-batch; billed as {@code
   * probe}. The smallest radius at which the loss answers, and agrees with the next radius, becomes
   * beta.
   *
   * @param directions how many directions, at least 4
   * @param radii how many radii, at least 2; the largest is only compared with
   * @param factor from one radius to the next, above 1
   * @param share the part of the loss that the first step is to take off, in (0,1), from which the
   *     step size follows, so that neither {@code update.stepSize} nor {@code scale} has a say;
   *     null to keep those
   */
  public record ProbeRecipe(
      @Nullable Integer directions,
      @Nullable Integer radii,
      @Nullable Double factor,
      @Nullable Double share) {
    /** Fills the defaults in and checks the ranges. */
    public ProbeRecipe {
      directions = directions == null ? Integer.valueOf(8) : directions;
      radii = radii == null ? Integer.valueOf(3) : radii;
      factor = factor == null ? Double.valueOf(2) : factor;
      Range.atLeast(".directions", directions, 4);
      Range.atLeast(".radii", radii, 2);
      Range.above(".factor", factor, 1);
      Range.check(".share", share == null ? 0.5 : share, 1e-6, 0.999);
    }
  }
}
