package io.retask.optim;

/** How {@link CoordinateDescent} moves one parameter by its slope. The two rules of ZOO. */
public sealed interface CoordinateRule permits CoordinateAdam, CoordinateNewton {
  /**
   * Adam with a counter of steps for each parameter of its own (ZOO, arXiv 1708.03999, algorithm
   * 2); 2 evaluations a parameter.
   */
  static CoordinateRule adam(Adam constants) {
    return new CoordinateAdam(constants);
  }

  /**
   * Newton's step (ZOO, arXiv 1708.03999, algorithm 3, with the limits of its code): the slope is
   * divided by the second difference, by 0.1 where that is smaller, and by 1 where it is negative.
   * 2 evaluations a parameter, and 1 at W.
   */
  static CoordinateRule newton() {
    return new CoordinateNewton();
  }

  /** How many arrays it remembers; all zero before the first step. */
  int memories();

  /** Whether it needs the second difference, and with it a probe at W itself. */
  boolean curved();

  /**
   * The change of one parameter, which is subtracted after it was multiplied by eta_t.
   *
   * @param index the parameter
   * @param slope the symmetric difference
   * @param curvature the second difference; 0 where it is not needed
   * @param memory {@link #memories} arrays, changed at {@code index}
   */
  double change(int index, double slope, double curvature, float[][] memory);
}
