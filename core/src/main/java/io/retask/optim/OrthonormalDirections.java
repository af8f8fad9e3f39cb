package io.retask.optim;

/**
 * The Q of a QR decomposition of normal draws, by Gram-Schmidt. Each row is cleared twice of the
 * rows before it: twice is enough for right angles to the last bits (Giraud, Langou and Rozloznik
 * 2005).
 */
final class OrthonormalDirections implements DrawnDirections {
  /** The most parameters: beyond them q rows would not stay small beside everything else. */
  static final int MOST = 20_000;

  private final float[][] rows;

  private OrthonormalDirections(float[][] rows) {
    this.rows = rows;
  }

  static void check(int directions, int parameters) {
    if (parameters > MOST) {
      throw new IllegalArgumentException(
          "orthonormal directions are kept in memory, %d of %d values; at most %d parameters are allowed: use directions on the sphere"
              .formatted(directions, parameters, MOST));
    }
    if (directions > parameters) {
      throw new IllegalArgumentException(
          "there are no %d orthonormal directions of %d parameters; use %d or fewer"
              .formatted(directions, parameters, parameters));
    }
  }

  static OrthonormalDirections draw(StepKey key, int directions, int parameters) {
    float[][] rows = new float[directions][parameters];
    for (int j = 0; j < directions; j++) {
      Directions.unit(key, j, rows[j]);
      clear(rows, j);
      clear(rows, j);
    }
    return new OrthonormalDirections(rows);
  }

  private static void clear(float[][] rows, int last) {
    float[] row = rows[last];
    for (int j = 0; j < last; j++) {
      Directions.subtractPart(row, rows[j]);
    }
    Directions.normalise(row);
  }

  @Override
  public void fill(int index, float[] out) {
    System.arraycopy(rows[index], 0, out, 0, out.length);
  }
}
