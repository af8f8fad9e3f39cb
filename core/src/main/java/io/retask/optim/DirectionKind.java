package io.retask.optim;

/**
 * How the q directions of a step are drawn, and the factor b that makes the estimate {@code g = b/q
 * · sum_j slope_j · u_j} unbiased on a linear function. Relative squared errors there, by
 * arithmetic: {@code (d - 1)/q} on the sphere, {@code (d + 1)/q} for normal ones, {@code d/q - 1}
 * for orthonormal ones.
 */
public enum DirectionKind {
  /** Independent, uniform on the unit sphere (BAR, arXiv 2007.08714); b = d. */
  SPHERE {
    @Override
    DrawnDirections draw(StepKey key, int directions, int parameters) {
      return (index, out) -> Directions.unit(key, index, out);
    }

    @Override
    int factor(int parameters) {
      return parameters;
    }
  },

  /** Independent standard normal, of length about sqrt(d) (NES, arXiv 1804.08598); b = 1. */
  NORMAL {
    @Override
    DrawnDirections draw(StepKey key, int directions, int parameters) {
      return (index, out) -> Directions.gaussian(key, index, out);
    }

    @Override
    int factor(int parameters) {
      return 1;
    }
  },

  /**
   * Unit vectors at right angles to each other, uniform among all such sets; b = d. The only kind
   * that keeps q·d numbers in memory, so d is at most 20,000, and q at most d.
   */
  ORTHONORMAL {
    @Override
    DrawnDirections draw(StepKey key, int directions, int parameters) {
      return OrthonormalDirections.draw(key, directions, parameters);
    }

    @Override
    int factor(int parameters) {
      return parameters;
    }

    @Override
    void check(int directions, int parameters) {
      OrthonormalDirections.check(directions, parameters);
    }
  };

  abstract DrawnDirections draw(StepKey key, int directions, int parameters);

  /** b. */
  abstract int factor(int parameters);

  /** Refuses numbers that do not go together. */
  void check(int directions, int parameters) {}
}
