package io.retask.optim;

/**
 * Standard normal draws by the ziggurat of Marsaglia and Tsang (2000), 256 layers, exact: layer,
 * sign and place come from separate bits of one word (Doornik 2005), and what falls outside the
 * rectangles is decided with logarithm and exponential of {@link StrictMath}. The same words give
 * the same numbers on every machine and JDK.
 */
final class Gaussians {
  private static final int LAYERS = 256;
  private static final double RIGHT = 3.654152885361009;
  private static final double AREA = 0.00492867323399;
  private static final double[] EDGE = edges();
  private static final double[] HEIGHT = heights();

  private Gaussians() {}

  private static double[] edges() {
    double[] edge = new double[LAYERS + 1];
    edge[0] = AREA / density(RIGHT);
    edge[1] = RIGHT;
    for (int i = 1; i < LAYERS - 1; i++) {
      edge[i + 1] = StrictMath.sqrt(-2 * StrictMath.log(AREA / edge[i] + density(edge[i])));
    }
    edge[LAYERS] = 0;
    return edge;
  }

  private static double[] heights() {
    double[] height = new double[LAYERS + 1];
    for (int i = 0; i <= LAYERS; i++) {
      height[i] = density(EDGE[i]);
    }
    return height;
  }

  private static double density(double x) {
    return StrictMath.exp(-0.5 * x * x);
  }

  /**
   * Fills an array with independent draws. Nearly all of them end in the first rectangle; the state
   * of the words stays in registers until one does not.
   */
  static void fill(Words words, float[] out) {
    int done = 0;
    while (done < out.length) {
      done = words.fillInside(out, done, EDGE);
      if (done < out.length) {
        out[done++] = outside(words);
      }
    }
  }

  /** One draw in about 80 comes here; the word that was refused is still the last. */
  private static float outside(Words words) {
    long word = words.last();
    while (true) {
      int layer = (int) word & (LAYERS - 1);
      double x = (word >>> 11) * 0x1.0p-53 * EDGE[layer];
      if (x < EDGE[layer + 1]) {
        return signed(word, x);
      }
      if (layer == 0) {
        return signed(word, tail(words));
      }
      double low = HEIGHT[layer];
      if (low + words.positiveUnit() * (HEIGHT[layer + 1] - low) < density(x)) {
        return signed(word, x);
      }
      word = words.next();
    }
  }

  private static float signed(long word, double x) {
    return (float) ((word & LAYERS) == 0 ? x : -x);
  }

  /** Beyond the last edge: Marsaglia's method. */
  private static double tail(Words words) {
    while (true) {
      double x = -StrictMath.log(words.positiveUnit()) / RIGHT;
      double y = -StrictMath.log(words.positiveUnit());
      if (2 * y > x * x) {
        return RIGHT + x;
      }
    }
  }
}
