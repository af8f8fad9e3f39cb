package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import io.retask.mapping.LabelMapping;

/**
 * A learned mapping: the nearest labelled rows in the standardised log-scores z.
 *
 * @param classifier takes z
 */
public record KnnReadout(NearestNeighbours classifier) implements LabelMapping {
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
