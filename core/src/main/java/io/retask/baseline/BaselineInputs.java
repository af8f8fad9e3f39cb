package io.retask.baseline;

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
    int sources = training.answers().classes();
    if (test.isPresent() && test.get().answers().classes() != sources) {
      throw new IllegalArgumentException(
          "training answers have %d scores, test answers %d; both must be of one box"
              .formatted(sources, test.get().answers().classes()));
    }
  }
}
