package io.retask.train;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one step cost and gave.
 *
 * @param step the index of the step, from 0
 * @param billedImages the images that the box had been sent when the step ended, whatever for
 * @param batch the mini-batch under the first point of the step: for {@code bar} the parameters
 *     before the update. No update had used these examples in the first epoch, so there it is an
 *     honest running accuracy
 * @param held the validation examples under the parameters after the update; null where the plan
 *     has none at this step
 */
public record StepRecord(long step, long billedImages, Fit batch, @Nullable Fit held) {
  /** The validation examples, if they were asked for. */
  public Optional<Fit> validation() {
    return Optional.ofNullable(held);
  }
}
