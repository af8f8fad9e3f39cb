package io.retask.train;

/** When a run ends, apart from its budget, which always ends it. */
@FunctionalInterface
public interface StopRule {
  /** Whether the step with this index, from 0, is not to be made any more. */
  boolean reached(long step);

  /** Ends the run after that many steps. */
  static StopRule after(long steps) {
    return step -> step >= steps;
  }
}
