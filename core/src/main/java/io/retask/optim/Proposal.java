package io.retask.optim;

/** All points of one step, made one at a time so that q x d floats never sit in memory. */
public interface Proposal {
  /** The step that it belongs to. */
  StepKey key();

  /** The number of points to be evaluated. */
  int size();

  /**
   * Point {@code index}; the same values at every call, in an array of the caller's own. Safe to
   * call from several threads.
   */
  float[] point(int index);
}
