package io.retask.attack;

/**
 * What every attack is told that sees answers alone and looks for a change on a grid.
 *
 * @param side nodes a side of the grid at the beginning, at least 2
 * @param radius how far a probe lies away, in units of the value range, positive; made wider where
 *     all probes of a step are answered alike, as by a box with 8-bit input
 * @param stepSize eta, positive
 * @param weight c of the loss, positive
 * @param confidence how far beyond the goal the loss still pulls, in log-scores, at least 0
 */
public record GridSettings(
    int side, double radius, double stepSize, double weight, double confidence) {
  /** Checks the ranges. */
  public GridSettings {
    Checks.atLeast("side", side, 2);
    Checks.positive("radius", radius);
    Checks.positive("stepSize", stepSize);
    Checks.positive("weight", weight);
    Checks.notNegative("confidence", confidence);
  }

  /** The usual settings for probes and steps of that size. */
  static GridSettings usual(double radius, double stepSize) {
    return new GridSettings(32, radius, stepSize, 10, 0.1);
  }
}
