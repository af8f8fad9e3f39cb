package io.retask.report;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One method at one budget, over all seeds.
 *
 * @param method the name that tells it from the others
 * @param role ours, or which kind of baseline
 * @param budget the images that training was allowed
 * @param seeds of how many seeds there is a result, which the figures are of
 * @param billedImages the images that it billed, mean over the seeds
 * @param imagesPerPrediction the images that one prediction bills
 * @param accuracy mean over the seeds with its 95 % interval; empty where no seed gave a result
 * @param lowest the accuracy of the worst seed; empty where there is none
 * @param highest the accuracy of the best seed; empty where there is none
 * @param balancedAccuracy mean over the seeds; empty where there is none
 * @param seconds of training, mean over the seeds
 * @param refusal why there is no result of some seed or of all; empty where there is one of each
 */
public record MethodAtBudget(
    String method,
    Role role,
    long budget,
    Seeds seeds,
    double billedImages,
    int imagesPerPrediction,
    Optional<Estimate> accuracy,
    OptionalDouble lowest,
    OptionalDouble highest,
    OptionalDouble balancedAccuracy,
    double seconds,
    Optional<String> refusal) {

  /** Checks names and counts. */
  public MethodAtBudget {
    Checks.words(method, "the name of a method");
    Checks.count(budget, 1, "the budget");
    Checks.count(imagesPerPrediction, 0, "the number of images per prediction");
    if (accuracy.isEmpty() && refusal.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' at %d images has neither a result nor a reason why".formatted(method, budget));
    }
  }
}
