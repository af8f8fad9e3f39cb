package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;

/**
 * A learned classifier of feature rows. Laws: deterministic; the rows are neither changed nor kept;
 * safe to call from several threads.
 */
public interface Classifier {
  /** The number of features in a row, p. */
  int features();

  /** The number of target classes, C. */
  int targets();

  /**
   * Classifies every row.
   *
   * @param rows n x p
   * @return n x C probabilities
   * @throws IllegalArgumentException if the rows have another length
   */
  Scores classify(TensorBatch rows);
}
