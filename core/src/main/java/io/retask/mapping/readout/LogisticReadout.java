package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import io.retask.mapping.LabelMapping;

/**
 * A learned mapping: multinomial logistic regression on the log-scores z of one view, or of several
 * side by side.
 *
 * @param classifier takes z
 */
public record LogisticReadout(LinearClassifier classifier) implements LabelMapping {
  @Override
  public int sources() {
    return classifier.features();
  }

  @Override
  public int targets() {
    return classifier.targets();
  }

  @Override
  public Scores apply(Scores answers) {
    return classifier.classify(LabelledFeatures.logScores(answers));
  }
}
