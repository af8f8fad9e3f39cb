package io.retask.mapping;

import io.retask.blackbox.Scores;

/**
 * Turns source scores into target scores h.
 *
 * <p>Laws: deterministic; n rows in, n rows out; the input is neither changed nor kept; safe to
 * call from several threads.
 */
public interface LabelMapping {
  /** The number of source scores in a row: K for one view, V·K for V of them side by side. */
  int sources();

  /** The number of target classes, C. */
  int targets();

  /**
   * Maps every row.
   *
   * @param answers n x sources(), of any kind; several views as {@link Scores#beside} puts them
   * @return n x C, as probabilities where the mapping is normalised, else as mean probabilities
   * @throws IllegalArgumentException if the rows have another length
   */
  Scores apply(Scores answers);
}
