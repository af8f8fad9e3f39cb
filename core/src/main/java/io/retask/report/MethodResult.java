package io.retask.report;

import java.util.OptionalDouble;

/**
 * One row of the results: a method and how well it did.
 *
 * @param method a readable name, such as {@code Raw pixels}
 * @param sentence what it is, in one sentence
 * @param role ours, or which kind of baseline
 * @param accuracy the share of right answers with its 95 % interval
 * @param balancedAccuracy the mean sensitivity over the classes, in [0,1]
 * @param auc the area under the receiver operating characteristic, in [0,1]
 * @param examples the examples behind the accuracy, at least 1
 * @param billedImages the images billed for it, at least 0
 * @param imagesPerPrediction the images that one prediction bills, at least 0
 * @param evidence on what it was measured
 */
public record MethodResult(
    String method,
    String sentence,
    Role role,
    Estimate accuracy,
    OptionalDouble balancedAccuracy,
    OptionalDouble auc,
    int examples,
    long billedImages,
    int imagesPerPrediction,
    Evidence evidence) {

  /** Checks names, shares and counts. */
  public MethodResult {
    Checks.words(method, "the name of a method");
    balancedAccuracy.ifPresent(value -> Checks.share(value, "the balanced accuracy"));
    auc.ifPresent(value -> Checks.share(value, "the AUC"));
    Checks.count(examples, 1, "the number of examples");
    Checks.count(billedImages, 0, "the number of billed images");
    Checks.count(imagesPerPrediction, 0, "the number of images per prediction");
  }
}
