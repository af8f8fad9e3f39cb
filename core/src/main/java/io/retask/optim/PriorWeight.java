package io.retask.optim;

/**
 * How far a prior direction is followed, by P-RGF (arXiv 1906.06919).
 *
 * @param lambda lam in [0,1]: 0 ignores the prior, 1 follows nothing else
 * @param scale b, which gives the mean of slope_j · u_j the length with the smallest squared error
 */
record PriorWeight(double lambda, double scale) {
  /**
   * The best weight.
   *
   * @param cosine2 r², the squared cosine of prior and gradient, in [0,1]
   * @param d parameters, at least 2
   * @param q directions, at least 1
   */
  static PriorWeight of(double cosine2, double d, double q) {
    double lambda = lambda(cosine2, d, q);
    return new PriorWeight(lambda, scale(lambda, cosine2, d, q));
  }

  /** P-RGF, its theorem on the optimal lambda. */
  static double lambda(double cosine2, double d, double q) {
    double n = d + 2 * q - 2;
    if (cosine2 <= 1 / n) {
      return 0;
    }
    if (cosine2 >= (2 * q - 1) / n) {
      return 1;
    }
    double above = (1 - cosine2) * (1 - cosine2 * n);
    return above / (cosine2 * cosine2 * d * n - 2 * cosine2 * d * q + 1);
  }

  /**
   * The b that makes E||gradient - b·g||² smallest, which P-RGF assumes but never computes, since
   * it uses the sign or the direction of g only: b = E[gradient·g] / E||g||², where g is the mean
   * of q terms slope·u with E[slope·u] = C·gradient and C = lam·vv' + (1 - lam)/(d - 1)·(1 - vv').
   */
  private static double scale(double lambda, double cosine2, double d, double q) {
    double along = lambda;
    double across = (1 - lambda) / (d - 1);
    double mean = along * cosine2 + across * (1 - cosine2);
    double squared = along * along * cosine2 + across * across * (1 - cosine2);
    return mean / (mean / q + (1 - 1 / q) * squared);
  }
}
