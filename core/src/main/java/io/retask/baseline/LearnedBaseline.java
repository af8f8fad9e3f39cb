package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.mapping.readout.Classifier;
import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.function.Function;

/**
 * A baseline with a setting that cross-validation chooses.
 *
 * @param name its name on the command line
 * @param sentence what it is, for people
 * @param targets the number of classes, C
 * @param features what of the rows it sees
 * @param trainer learns and cross-validates
 */
record LearnedBaseline(
    String name,
    String sentence,
    int targets,
    Function<LabelledAnswers, TensorBatch> features,
    Function<LabelledFeatures, Fitted<? extends Classifier>> trainer)
    implements Baseline {

  /** The log-scores z of the answers. */
  static TensorBatch logScores(LabelledAnswers rows) {
    Scores answers = rows.answers();
    return TensorBatch.wrap(Shape.of(answers.classes()), rows.count(), answers.logScores());
  }

  private Fitted<? extends Classifier> fit(LabelledAnswers training, int[] folds) {
    return trainer.apply(
        new LabelledFeatures(features.apply(training), training.classes(), targets, folds));
  }

  @Override
  public Scores outOfFold(LabelledAnswers training, int[] folds) {
    return fit(training, folds).outOfFold();
  }

  @Override
  public Scores predict(LabelledAnswers training, int[] folds, LabelledAnswers rows) {
    return fit(training, folds).model().classify(features.apply(rows));
  }
}
