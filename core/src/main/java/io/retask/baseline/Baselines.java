package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.data.StratifiedFolds;
import io.retask.metric.Evaluation;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Every baseline that can be had from unprogrammed answers, and those that need no box. The same
 * rules are methods of their own.
 */
public final class Baselines {
  private static final int FOLDS = 5;

  private Baselines() {}

  /** The folds of every simple rule: stratified, groups kept together; fewer for few groups. */
  public static int[] folds(int[] classes, String[] groups, long seed) {
    return StratifiedFolds.assign(classes, groups, FOLDS, seed);
  }

  /**
   * Runs them all. Those that need answers are left out where there are none, those that give each
   * class labels of its own where the box has too few, the raw baseline where there are no raw
   * features.
   *
   * @param seed of the folds
   * @return in the order majority, first-k, frequency, blm, blm+, knn, readout, raw
   */
  public static List<BaselineResult> evaluate(BaselineInputs inputs, long seed) {
    LabelledAnswers training = inputs.training();
    int[] folds = folds(training.classes(), training.groups(), seed);
    List<BaselineResult> results = new ArrayList<>();
    results.add(local(LocalRule.MAJORITY, inputs, folds));
    if (training.answers().isPresent() && inputs.judged().answers().isPresent()) {
      int sources = training.answers().get().classes();
      for (AnswerRule rule : AnswerRule.values()) {
        if (rule.suits(sources, inputs.classes().size())) {
          results.add(answering(rule, inputs, folds));
        }
      }
    }
    if (training.raw().isPresent() && inputs.judged().raw().isPresent()) {
      results.add(local(LocalRule.RAW, inputs, folds));
    }
    return results;
  }

  private static BaselineResult local(LocalRule rule, BaselineInputs inputs, int[] folds) {
    LabelledAnswers training = inputs.training();
    var fit =
        rule.fit(features(rule, training), training.classes(), inputs.classes().size(), folds);
    Scores scores =
        inputs
            .test()
            .map(test -> fit.model().classify(features(rule, test)))
            .orElseGet(() -> fit.outOfFold().rows(training.comparable()));
    return result(rule.key(), rule.sentence(), inputs, scores);
  }

  /** The majority reads no features, so it does with a column of zeros. */
  private static TensorBatch features(LocalRule rule, LabelledAnswers rows) {
    return rule == LocalRule.RAW
        ? rows.raw().orElseThrow()
        : TensorBatch.allocate(Shape.of(1), rows.count());
  }

  private static BaselineResult answering(AnswerRule rule, BaselineInputs inputs, int[] folds) {
    LabelledAnswers training = inputs.training();
    Scores answers = training.answers().orElseThrow();
    int targets = inputs.classes().size();
    int[] asked = training.comparable();
    int[] classes = LabelledAnswers.pick(training.classes(), asked);
    var fit = rule.fit(answers, classes, targets, LabelledAnswers.pick(folds, asked));
    Scores scores =
        inputs
            .test()
            .flatMap(LabelledAnswers::answers)
            .map(test -> fit.model().apply(test).normalised())
            .orElse(fit.outOfFold());
    String sentence = rule.sentence(answers.classes(), targets) + basis(rule, training);
    return result(rule.key(), sentence, inputs, scores);
  }

  private static String basis(AnswerRule rule, LabelledAnswers training) {
    int asked = training.asked().size();
    return asked == training.count() || !rule.readsAnswers()
        ? ""
        : " It learned from the %,d of %,d labelled rows that the box was asked about."
            .formatted(asked, training.count());
  }

  private static BaselineResult result(
      String name, String sentence, BaselineInputs inputs, Scores scores) {
    return new BaselineResult(
        name,
        sentence,
        inputs.test().isEmpty(),
        scores,
        Evaluation.of(inputs.classes(), scores, inputs.truth(), inputs.units()));
  }
}
