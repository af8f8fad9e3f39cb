package io.retask.blackbox.meter;

/** What a limit applies to: learning and using a model are paid from two purses. */
public enum Account {
  /** Everything that a run sends until the model is final. */
  TRAINING,
  /** Test data and new data. */
  EVALUATION;

  /** The account that pays for that cause. */
  public static Account of(Cause cause) {
    return cause == Cause.EVALUATION || cause == Cause.PREDICTION ? EVALUATION : TRAINING;
  }
}
