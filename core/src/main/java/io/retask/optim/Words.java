package io.retask.optim;

/**
 * The 64-bit words of the published generator L64X128Mix (Steele and Vigna, "LXM: better splittable
 * pseudorandom number generators", 2021), the same that the JDK calls {@code L64X128MixRandom}.
 * Written out because the draws of a run must not change with the JDK, and because the draws are
 * the only cost of the optimiser.
 */
final class Words {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final long MULTIPLIER = 0xd1342543de82ef95L;
  private static final long LEA = 0xdaba0b6eb09322e3L;
  private final long addend;
  private long linear;
  private long x0;
  private long x1;
  private long last;

  /** A generator with the given state; the addend is made odd, and x may not be all zero. */
  Words(long addend, long linear, long x0, long x1) {
    this.addend = addend | 1;
    this.linear = linear;
    this.x0 = x0;
    this.x1 = (x0 | x1) == 0 ? GOLDEN : x1;
  }

  /** The words that belong to one stream of one step, whatever was drawn before. */
  static Words of(StepKey key, long stream) {
    long root = mix(mix(mix(key.seed() + GOLDEN) + key.step() + GOLDEN) + stream + GOLDEN);
    long[] state = new long[4];
    for (int i = 0; i < state.length; i++) {
      root += GOLDEN;
      state[i] = mix(root);
    }
    return new Words(state[0], state[1], state[2], state[3]);
  }

  /** The finaliser of SplitMix64: a bijection that spreads every bit. */
  static long mix(long word) {
    long z = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The next word. */
  long next() {
    long z = linear + x0;
    linear = MULTIPLIER * linear + addend;
    long q = x1 ^ x0;
    x0 = Long.rotateLeft(x0, 24) ^ q ^ (q << 16);
    x1 = Long.rotateLeft(q, 37);
    z = (z ^ (z >>> 32)) * LEA;
    z = (z ^ (z >>> 32)) * LEA;
    last = z ^ (z >>> 32);
    return last;
  }

  /** The word that came last. */
  long last() {
    return last;
  }

  /**
   * Turns words into normal draws for as long as they fall into the rectangles of the ziggurat:
   * bits 0 to 7 are the layer, bit 8 is the sign, bits 11 to 63 the place. The same words as {@link
   * #next} gives, with the state in registers, which makes it about twice as fast.
   *
   * @return the index in {@code out} that is not filled because its word, the last one, fell
   *     outside; or the length
   */
  int fillInside(float[] out, int from, double[] edge) {
    long s = linear;
    long a = x0;
    long b = x1;
    long word = last;
    int i = from;
    for (; i < out.length; i++) {
      long z = s + a;
      s = MULTIPLIER * s + addend;
      b ^= a;
      a = Long.rotateLeft(a, 24) ^ b ^ (b << 16);
      b = Long.rotateLeft(b, 37);
      z = (z ^ (z >>> 32)) * LEA;
      z = (z ^ (z >>> 32)) * LEA;
      word = z ^ (z >>> 32);
      int layer = (int) word & 255;
      double x = (word >>> 11) * 0x1.0p-53 * edge[layer];
      if (x >= edge[layer + 1]) {
        break;
      }
      // The sign moves to the top bit; a branch on it would be guessed wrong every second time.
      long bits = Double.doubleToRawLongBits(x) | ((word & 256) << 55);
      out[i] = (float) Double.longBitsToDouble(bits);
    }
    linear = s;
    x0 = a;
    x1 = b;
    last = word;
    return i;
  }

  /** The next number in (0, 1]: 53 bits. */
  double positiveUnit() {
    return ((next() >>> 11) + 1) * 0x1.0p-53;
  }
}
