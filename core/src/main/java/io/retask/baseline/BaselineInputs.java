package io.retask.baseline;

import io.retask.blackbox.Scores;
import java.util.List;
import java.util.Optional;

/**
 * What the baselines are made of.
 *
 * @param classes the names of the target classes
 * @param training rows to learn from
 * @param test rows that nothing was chosen on; empty before they were asked for, and then every
 *     figure is cross-validated on the training rows
 */
public record BaselineInputs(
    List<String> classes, LabelledAnswers training, Optional<LabelledAnswers> test) {
  /** Copies the names. */
  public BaselineInputs {
    classes = List.copyOf(classes);
    Optional<Scores> learned = training.answers();
    Optional<Scores> judged = test.flatMap(LabelledAnswers::answers);
    if (learned.isPresent()
        && judged.isPresent()
        && learned.get().classes() != judged.get().classes()) {
      throw new IllegalArgumentException(
          "training answers have %d scores, test answers %d; both must be of one box"
              .formatted(learned.get().classes(), judged.get().classes()));
    }
  }

  /** The rows that the figures are of. */
  LabelledAnswers judged() {
    return test.orElse(training);
  }
}
