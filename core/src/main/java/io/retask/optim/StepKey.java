package io.retask.optim;

/**
 * The source of every draw of one step. Two steps with the same key draw the same numbers, so a
 * checkpoint holds no generator and a resumed run is bit-exact.
 *
 * @param seed the seed of the run
 * @param step the index of the step, from 0
 */
public record StepKey(long seed, long step) {
  /** Checks the step. */
  public StepKey {
    if (step < 0) {
      throw new IllegalArgumentException("step " + step + " is below 0");
    }
  }
}
