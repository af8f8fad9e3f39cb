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
    return z ^ (z >>> 32);
  }

  /** The next number in (0, 1]: 53 bits. */
  double positiveUnit() {
    return ((next() >>> 11) + 1) * 0x1.0p-53;
  }
}
