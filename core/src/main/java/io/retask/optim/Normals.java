package io.retask.optim;

/** Standard normal draws as doubles. */
final class Normals {
  private Normals() {}

  /** The draws of one stream of a step. */
  static double[] draw(StepKey key, int stream, int length) {
    float[] drawn = new float[length];
    Directions.gaussian(key, stream, drawn);
    double[] z = new double[length];
    for (int i = 0; i < length; i++) {
      z[i] = drawn[i];
    }
    return z;
  }
}
