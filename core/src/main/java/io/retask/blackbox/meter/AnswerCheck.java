package io.retask.blackbox.meter;

import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;

/** Refuses answers that nothing can be learned from, before they are stored. */
final class AnswerCheck {
  private AnswerCheck() {}

  static Scores checked(Scores scores, int sent, BlackBoxSpec spec) {
    if (scores.count() != sent
        || scores.classes() != spec.classes()
        || scores.kind() != spec.scoreKind()) {
      throw failure(
          "'%s' answered %d rows of %d %s for %d rows; its description promises %d %s a row: correct the description"
              .formatted(
                  spec.name(),
                  scores.count(),
                  scores.classes(),
                  scores.kind(),
                  sent,
                  spec.classes(),
                  spec.scoreKind()));
    }
    if (spec.visibility() == Visibility.FULL) {
      checkNumbers(scores, spec);
    }
    return scores;
  }

  private static void checkNumbers(Scores scores, BlackBoxSpec spec) {
    float[] values = scores.values();
    // a sum without NaN had no NaN in it; it is many times as fast as looking at each
    if (!Float.isNaN(sum(values))) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        throw failure(
            "'%s' answered NaN for label '%s' in row %d of %d; a box that tells every score must not: check its input range, or declare what it hides"
                .formatted(
                    spec.name(),
                    spec.labels().get(i % scores.classes()),
                    i / scores.classes(),
                    scores.count()));
      }
    }
  }

  private static float sum(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private static BlackBoxFailure failure(String message) {
    return new BlackBoxFailure(message, false, null);
  }
}
