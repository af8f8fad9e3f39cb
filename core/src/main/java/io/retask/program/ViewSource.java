package io.retask.program;

import io.retask.tensor.Shape;

/**
 * Draws views of one kind of input. Laws: a pure function of its arguments; view 0 is the input as
 * it is, so that the answers to it are those that the baselines need.
 */
@FunctionalInterface
public interface ViewSource {
  /**
   * One view.
   *
   * @param box the shape that the box takes; the view takes and makes it
   * @param seed of the run
   * @param index 0 or above
   */
  View draw(Shape box, long seed, int index);

  /**
   * The form of an input that a classifier without a box is given: a program without parameters.
   * The input as it is, where its kind has no smaller form.
   *
   * @param box the shape that the program takes
   */
  default Program small(Shape box) {
    return new IdentityProgram(box);
  }
}
