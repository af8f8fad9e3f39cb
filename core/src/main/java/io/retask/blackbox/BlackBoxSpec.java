package io.retask.blackbox;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
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

  /**
   * Refuses a batch that the box does not take as one query.
   *
   * @throws IllegalArgumentException if it has rows of another shape, none, or more than {@link
   *     #maxBatch}
   */
  public void check(TensorBatch inputs) {
    if (!inputs.shape().equals(input) || inputs.count() < 1 || inputs.count() > maxBatch) {
      throw new IllegalArgumentException(
          "batch is %s but '%s' takes 1 to %d rows of %s; resize the rows or split the batch"
              .formatted(inputs, name, maxBatch, input));
    }
  }

  /**
   * Refuses a batch and the cotangent of its scores, one number a score.
   *
   * @throws IllegalArgumentException if the batch is no query, or the cotangent has another length
   */
  public void check(TensorBatch inputs, float[] cotangent) {
    check(inputs);
    if (cotangent.length != inputs.count() * classes()) {
      throw new IllegalArgumentException(
          "the cotangent has %d numbers, but %d rows of '%s' have %d scores each; give one a score"
              .formatted(cotangent.length, inputs.count(), name, classes()));
    }
  }
}
