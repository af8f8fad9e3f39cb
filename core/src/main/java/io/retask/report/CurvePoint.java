package io.retask.report;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The training at one instant.
 *
 * @param billedImages the images billed until then
 * @param loss the loss, finite
 * @param batchAccuracy the accuracy on the mini-batch, in [0,1]
 * @param crossValidated the accuracy on the labelled examples, each answered without what was
 *     learned from it, where rounds of a search stand for steps; in [0,1]
 * @param validation the accuracy on validation data with its 95 % interval
 */
public record CurvePoint(
    long billedImages,
    double loss,
    OptionalDouble batchAccuracy,
    OptionalDouble crossValidated,
    Optional<Estimate> validation) {

  /** Checks the ranges. */
  public CurvePoint {
    Checks.count(billedImages, 0, "the number of billed images");
    if (!Double.isFinite(loss)) {
      throw new IllegalArgumentException(
          "the loss after %d images is %s, but a curve takes finite numbers"
              .formatted(billedImages, loss));
    }
    batchAccuracy.ifPresent(value -> Checks.share(value, "the batch accuracy"));
    crossValidated.ifPresent(value -> Checks.share(value, "the cross-validated accuracy"));
  }
}
