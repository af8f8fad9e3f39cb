package io.retask.data;

import java.util.Arrays;

/** Which examples train, which validate and which are kept for the report. */
public final class Split {
  private final int[] train;
  private final int[] validation;
  private final int[] test;

  /** A division into three disjoint sets of row indices; the arrays are copied and sorted. */
  public Split(int[] train, int[] validation, int[] test) {
    this.train = sorted(train);
    this.validation = sorted(validation);
    this.test = sorted(test);
  }

  private static int[] sorted(int[] rows) {
    return Arrays.stream(rows).sorted().toArray();
  }

  /** Rows to learn from, ascending; a copy. */
  public int[] train() {
    return train.clone();
  }

  /** Rows to follow the learning with, ascending; a copy. */
  public int[] validation() {
    return validation.clone();
  }

  /** Rows that are read once, for the report, ascending; a copy. */
  public int[] test() {
    return test.clone();
  }

  /** A digest of the three sets: equal digests over one data set are equal divisions. */
  public String digest() {
    return new ContentDigest().add(train).add(validation).add(test).hex();
  }

  @Override
  public String toString() {
    return "%d train, %d validation, %d test"
        .formatted(train.length, validation.length, test.length);
  }
}
