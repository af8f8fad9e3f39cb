package io.retask.train;

/**
 * How a budget of images becomes a run of BAR: fixed costs first, the rest are steps of (q + 1)·B
 * images. The number of steps T is known before the first, so the schedule can be laid over it.
 *
 * @param budget all images that may be sent
 * @param directions q, at least 1
 * @param batch B, at least 1
 * @param mappingImages n for a mapping by frequency, 0 for a random one
 * @param baselineImages unprogrammed answers that only the baselines need
 * @param validationImages the images of one validation pass
 * @param validationPasses how many of them, spread evenly over the steps
 */
public record BarPlan(
    long budget,
    int directions,
    int batch,
    long mappingImages,
    long baselineImages,
    long validationImages,
    int validationPasses) {

  /** Refuses a budget that does not cover one step. */
  public BarPlan {
    if (directions < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "a step takes 1 direction and 1 image or more, but they are %d and %d"
              .formatted(directions, batch));
    }
    if (mappingImages < 0 || baselineImages < 0 || validationImages < 0 || validationPasses < 0) {
      throw new IllegalArgumentException(
          "no number of images is below 0, but they are %d, %d, %d and %d"
              .formatted(mappingImages, baselineImages, validationImages, validationPasses));
    }
    long before = mappingImages + baselineImages;
    long validation = validationImages * validationPasses;
    long step = (directions + 1L) * batch;
    if (budget < before + validation + step) {
      throw new IllegalArgumentException(
          "a budget of %d images does not cover one step of training: %d go before it, %d into validation, and a step takes %d (%d points x %d images); the smallest budget that works is %d"
              .formatted(
                  budget,
                  before,
                  validation,
                  step,
                  directions + 1L,
                  batch,
                  before + validation + step));
    }
  }

  /** The images of one step: (q + 1)·B. */
  public long stepImages() {
    return (directions + 1L) * batch;
  }

  /** The images that are not steps. */
  public long fixedImages() {
    return mappingImages + baselineImages + validationImages * validationPasses;
  }

  /** T: how many steps the budget covers. */
  public long steps() {
    return (budget - fixedImages()) / stepImages();
  }

  /** The most images that the run can send. */
  public long plannedImages() {
    return fixedImages() + steps() * stepImages();
  }

  /** Whether a validation pass follows that step; the last step always has one if any has. */
  public boolean validatesAfter(long step) {
    long passes = Math.min(validationPasses, steps());
    return (step + 1) * passes / steps() > step * passes / steps();
  }
}
