package io.retask.train;

/**
 * How a budget of images becomes a run: fixed costs first, the rest are steps. The number of steps
 * T is known before the first, so a schedule can be laid over it.
 *
 * @param budget all images that may be sent
 * @param mostSteps the most steps that are wanted
 * @param beforeImages what is asked before the first step, for the mapping and the baselines
 * @param points the points of one step: q + 1 for q directions
 * @param batch the mini-batch, B
 * @param validation passes over the examples that follow the run, spread evenly over its steps
 * @param refresh plans of a new mapping between the steps
 */
public record RunPlan(
    long budget,
    long mostSteps,
    long beforeImages,
    int points,
    int batch,
    Passes validation,
    Refresh refresh) {
  /** More images than any run sends; keeps sums in range where there is no limit. */
  private static final long BOUNDLESS = Long.MAX_VALUE / 4;

  /**
   * Some examples, asked several times.
   *
   * @param images of one pass
   * @param count the number of passes
   */
  public record Passes(long images, int count) {
    /** What follows a run of so many steps: a step has one pass behind it at most. */
    long after(long steps) {
      return images * Math.min(count, steps);
    }
  }

  /**
   * Something that is asked between the steps, never before the first or after the last.
   *
   * @param every how many steps lie between two refreshes; 0 for none
   * @param images of one of them
   */
  public record Refresh(long every, long images) {
    /** None. */
    public static final Refresh NEVER = new Refresh(0, 0);
  }

  /**
   * Refuses a budget that does not cover one step.
   *
   * @throws IllegalArgumentException with the smallest budget that works
   */
  public RunPlan {
    if (points < 1 || batch < 1 || mostSteps < 1) {
      throw new IllegalArgumentException(
          "a run makes 1 step or more of 1 point and 1 image or more, but they are %d, %d and %d"
              .formatted(mostSteps, points, batch));
    }
    if (beforeImages < 0 || validation.images < 0 || validation.count < 0) {
      throw new IllegalArgumentException(
          "no number of images is below 0, but they are %d and %d times %d"
              .formatted(beforeImages, validation.count, validation.images));
    }
    if (refresh.every < 0 || refresh.images < 0) {
      throw new IllegalArgumentException(
          "a refresh follows a number of steps and bills a number of images, but they are %d and %d"
              .formatted(refresh.every, refresh.images));
    }
    budget = Math.min(budget, BOUNDLESS);
    long step = (long) points * batch;
    long least = beforeImages + validation.after(1) + step;
    if (budget < least) {
      throw new IllegalArgumentException(
          "a budget of %d images does not cover one step of training: %d go before it, %d into validation, and a step takes %d (%d points x %d images); the smallest budget that works is %d"
              .formatted(budget, beforeImages, validation.after(1), step, points, batch, least));
    }
  }

  /** The images of one step. */
  public long stepImages() {
    return (long) points * batch;
  }

  /** T: how many steps are made. */
  public long steps() {
    return Math.min(mostSteps, affordable());
  }

  private long affordable() {
    long steps = stepsOf(budget - beforeImages - validation.after(validation.count));
    // where there are fewer steps than passes, those that are not made leave room for more steps
    while (steps < Math.min(validation.count, mostSteps) && images(steps + 1) <= budget) {
      steps++;
    }
    return steps;
  }

  /** The steps, with the refreshes between them, that so many images are enough for. */
  private long stepsOf(long left) {
    if (left < 0) {
      return 0;
    }
    if (refresh.every == 0) {
      return left / stepImages();
    }
    // blocks of a refresh and the steps up to the next; the first block has none, so it is lent
    long lent = left + refresh.images;
    long block = refresh.images + refresh.every * stepImages();
    long begun = Math.max(0, lent % block - refresh.images) / stepImages();
    return lent / block * refresh.every + begun;
  }

  /** How many refreshes lie between the steps. */
  public long refreshes() {
    return refreshes(steps());
  }

  private long refreshes(long steps) {
    return refresh.every == 0 ? 0 : (steps - 1) / refresh.every;
  }

  /** The most images that the run can send. */
  public long plannedImages() {
    return images(steps());
  }

  private long images(long steps) {
    return beforeImages
        + validation.after(steps)
        + steps * stepImages()
        + refreshes(steps) * refresh.images;
  }

  /** Which examples follow the run when; nobody is asked where there are no passes. */
  public ValidationPlan following(int[] rows) {
    return validation.count == 0
        ? ValidationPlan.none()
        : new ValidationPlan(rows, this::validatesAfter);
  }

  /**
   * Whether a validation pass follows that step, from 0: evenly over the steps that are made, the
   * last one included.
   */
  public boolean validatesAfter(long step) {
    long passes = Math.min(validation.count, steps());
    return (step + 1) * passes / steps() > step * passes / steps();
  }
}
