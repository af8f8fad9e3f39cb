package io.retask.data;

/**
 * How to divide a data set: a pure recipe, see {@link #split}.
 *
 * @param labels how many rows may be learned from, validation included; the rest is not used
 * @param validationShare the share of the labelled rows that follows the learning, from 0 up to,
 *     but not including, 1
 * @param test how many rows are kept for the report; never more than half of a class. Where the
 *     publisher gave test rows these are the test: a share then changes nothing, a number limits
 *     them
 * @param seed decides every draw
 */
public record SplitPlan(Amount labels, double validationShare, Amount test, long seed) {
  /** Checks the shares. */
  public SplitPlan {
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "validationShare is " + validationShare + "; it is from 0 up to, not including, 1");
    }
    if (labels.isNone() || (test.unit() == Amount.Unit.SHARE && test.value() == 1)) {
      throw new IllegalArgumentException(
          "labels " + labels + " and test " + test + " leave nothing to learn from");
    }
  }

  /** All labelled rows, a fifth of every class for the test, no validation part. */
  public static SplitPlan standard(long seed) {
    return new SplitPlan(Amount.all(), 0, Amount.share(0.2), seed);
  }

  /** The same with another number of labelled rows. */
  public SplitPlan withLabels(Amount amount) {
    return new SplitPlan(amount, validationShare, test, seed);
  }

  /** The same with another validation share. */
  public SplitPlan withValidationShare(double share) {
    return new SplitPlan(labels, share, test, seed);
  }

  /** The same with another test part. */
  public SplitPlan withTest(Amount amount) {
    return new SplitPlan(labels, validationShare, amount, seed);
  }

  /**
   * Divides the data.
   *
   * <p>Laws: the parts are disjoint; rows of one group, and rows of equal content, are never in two
   * parts; every class is in proportion within the size of its largest group; the same plan and
   * data give the same split. Published test rows stay test rows; rows that share a group or their
   * content with one of them are left out, as they would give the answer away. Published training
   * and validation rows are labelled rows. Without published test rows the test part is drawn from
   * all rows.
   *
   * @throws InvalidData if there is one class, too few rows, or a class with too few groups
   */
  public Split split(Dataset data) {
    return new Division(data, this).split();
  }
}
