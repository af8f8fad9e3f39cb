package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.metric.Units;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the baselines are made of.
 *
 * @param classes the names of the target classes
 * @param training rows to learn from
 * @param test rows that nothing was chosen on, all asked about or none; empty before they were
 *     asked for, and then every figure is cross-validated, on the training rows that were asked
 *     about, or on all if none was
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

  /** The true classes of those that the figures are of. */
  int[] truth() {
    return LabelledAnswers.pick(judged().classes(), judged().comparable());
  }

  /** Which of these are one witness. */
  Units units() {
    String[] groups = judged().groups();
    return Units.of(IntStream.of(judged().comparable()).mapToObj(row -> groups[row]).toList());
  }
}
