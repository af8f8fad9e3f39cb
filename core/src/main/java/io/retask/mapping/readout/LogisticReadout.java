package io.retask.mapping.readout;

import io.retask.blackbox.ScorePullback;
import io.retask.blackbox.Scores;
import io.retask.mapping.DifferentiableMapping;

/**
 * A learned mapping: multinomial logistic regression on the log-scores z of one view, or of several
 * side by side.
 *
 * @param classifier takes z
 */
public record LogisticReadout(LinearClassifier classifier) implements DifferentiableMapping {
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

  @Override
  public float[] pullback(Scores answers, float[] mappedGradient) {
    return ScorePullback.ofLogScores(
        answers, classifier.pullback(LabelledFeatures.logScores(answers), mappedGradient));
  }
}
