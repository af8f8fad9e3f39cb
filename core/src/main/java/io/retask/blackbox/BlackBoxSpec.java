package io.retask.blackbox;

import io.retask.tensor.Shape;
import java.util.List;

/**
 * What is known of a box without asking it.
 *
 * @param name what people call it
 * @param fingerprint a digest that changes when the box's answers may change
 * @param input the shape of one input: for pictures {@code 3 x height x width}, RGB, in [0,1]
 * @param labels the source labels, in the order of the scores; K of them
 * @param scoreKind what the scores mean
 * @param visibility which of the scores are told
 * @param maxBatch the most rows that one query takes, at least 1
 * @param concurrency how many queries may be under way at once, at least 1
 * @param deterministic whether the same input always gets the same scores
 * @param price what an image costs
 */
public record BlackBoxSpec(
    String name,
    String fingerprint,
    Shape input,
    List<String> labels,
    ScoreKind scoreKind,
    Visibility visibility,
    int maxBatch,
    int concurrency,
    boolean deterministic,
    Price price) {

  /** Checks the limits and copies the labels. */
  public BlackBoxSpec {
    labels = List.copyOf(labels);
    if (labels.size() < 2) {
      throw new IllegalArgumentException(
          "a classifier has 2 labels or more, but '%s' names %d".formatted(name, labels.size()));
    }
    if (maxBatch < 1 || concurrency < 1) {
      throw new IllegalArgumentException(
          "'%s': maxBatch %d and concurrency %d must be at least 1"
              .formatted(name, maxBatch, concurrency));
    }
  }

  /** The number of source labels, K. */
  public int classes() {
    return labels.size();
  }
}
