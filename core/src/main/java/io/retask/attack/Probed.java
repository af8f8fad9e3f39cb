package io.retask.attack;

import java.util.Arrays;

/** The answers to one proposal: the margin of each point, and its squared distance. */
final class Probed {
  private final double[] margins;
  private final double[] squares;

  /** Takes the arrays. */
  Probed(double[] margins, double[] squares) {
    this.margins = margins;
    this.squares = squares;
  }

  /**
   * The loss of Carlini and Wagner as ZOO uses it: distance² + c · max(margin, -confidence), with
   * the margin in log-scores.
   */
  double[] losses(double c, double confidence) {
    double[] losses = new double[margins.length];
    Arrays.setAll(losses, i -> squares[i] + c * Math.max(margins[i], -confidence));
    return losses;
  }

  /** Whether the box answered all points alike. */
  boolean isFlat() {
    return Arrays.stream(margins).distinct().count() == 1;
  }

  /** Whether any point reached the goal. */
  boolean reached() {
    return Arrays.stream(margins).anyMatch(margin -> margin < 0);
  }
}
