package io.retask.baseline;

import io.retask.blackbox.Scores;

/** A cheap classifier. Laws: deterministic; no row's own label goes into its prediction. */
interface Baseline {
  /** Its name on the command line. */
  String name();

  /** What it is, for people. */
  String sentence();

  /** Predictions of the training rows, each from the folds that do not hold it. */
  Scores outOfFold(LabelledAnswers training, int[] folds);

  /** Predictions of other rows by what was learned from all training rows. */
  Scores predict(LabelledAnswers training, int[] folds, LabelledAnswers rows);
}
