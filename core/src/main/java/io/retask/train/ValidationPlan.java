package io.retask.train;

import java.util.function.LongPredicate;

/** Which examples follow the training, and after which steps. Each pass is billed. */
public final class ValidationPlan {
  private final int[] rows;
  private final LongPredicate after;

  /**
   * A plan; the rows are copied.
   *
   * @param rows rows of the data set that training does not see; none means never
   * @param after whether to ask after the step with that index, from 0
   */
  public ValidationPlan(int[] rows, LongPredicate after) {
    this.rows = rows.clone();
    this.after = after;
  }

  /** No validation. */
  public static ValidationPlan none() {
    return new ValidationPlan(new int[0], step -> false);
  }

  /** What one pass bills. */
  public long images() {
    return rows.length;
  }

  boolean due(long step) {
    return rows.length > 0 && after.test(step);
  }

  int[] rows() {
    return rows.clone();
  }
}
