package io.retask.program;

/**
 * A fixed linear map A from a few parameters v to the many parameters W of a program: W = A·v.
 * Scaled so that independent v of variance 1 make values W of mean square about 1, whatever the
 * basis: a spread or a radius means the same for all of them.
 */
public interface Basis {
  /** The number of parameters v, d. */
  int size();

  /** The number of values W. */
  int length();

  /** A·v: {@link #length} values from {@link #size} parameters. */
  float[] expand(float[] parameters);

  /** The transpose, A'·w: {@link #size} values, the gradient by v from the gradient by W. */
  float[] project(float[] gradient);
}
