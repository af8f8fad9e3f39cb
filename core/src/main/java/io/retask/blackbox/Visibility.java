package io.retask.blackbox;

/** Which of its K scores a box tells. */
public enum Visibility {
  /** All of them. */
  FULL,
  /** The k best. */
  TOP_K,
  /** Those above a threshold. */
  THRESHOLDED,
  /** The best label only. */
  LABEL
}
