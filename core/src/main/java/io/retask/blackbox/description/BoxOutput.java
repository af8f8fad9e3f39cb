package io.retask.blackbox.description;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Visibility;
import java.util.List;

/**
 * What a box answers.
 *
 * @param name the name of the output tensor
 * @param scores what the numbers mean
 * @param visibility which of them are told
 * @param labels the names of the K scores, in order; 2 or more
 */
public record BoxOutput(String name, ScoreKind scores, Visibility visibility, List<String> labels) {
  /** Copies the labels. */
  public BoxOutput {
    labels = List.copyOf(labels);
    if (labels.size() < 2) {
      throw new IllegalArgumentException("a box has 2 labels or more, not " + labels.size());
    }
  }
}
