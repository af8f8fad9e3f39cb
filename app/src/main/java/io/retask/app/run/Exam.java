package io.retask.app.run;

import io.retask.artifact.ReprogrammedModel;
import io.retask.baseline.BaselineInputs;
import io.retask.baseline.BaselineResult;
import io.retask.baseline.Baselines;
import io.retask.baseline.LabelledAnswers;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.method.Learned;
import io.retask.metric.Bootstrap;
import io.retask.metric.Evaluation;
import io.retask.metric.McNemar;
import io.retask.metric.Reliability;
import io.retask.recipe.Recipe;
import io.retask.report.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model and every baseline judged on the same examples.
 *
 * @param model what was learned
 * @param part the judged examples
 * @param evidence what the judged examples were to the training
 * @param scores the model's answers, n x C
 * @param evaluation figures of the model
 * @param baselines figures of the others
 * @param known the examples that everybody learned from
 */
public record Exam(
    ReprogrammedModel model,
    Part part,
    Evidence evidence,
    Scores scores,
    Evaluation evaluation,
    List<BaselineResult> baselines,
    Known known) {
  private static final int BINS = 10;
  private static final int DRAWS = 1000;
  private static final long SEED = 1;

  /**
   * Labelled examples with the box's unprogrammed answers to them.
   *
   * @param part the examples
   * @param answers n x K; empty where the training did not ask about them
   */
  record Known(Part part, Optional<Scores> answers) {}

  /**
   * Everything that has to be asked before anybody can be judged.
   *
   * @param scores the model's answers to the judged examples
   * @param labelled unprogrammed answers to the labelled examples
   * @param judged unprogrammed answers to the judged examples
   */
  record Answers(Scores scores, LabelledAnswers labelled, LabelledAnswers judged) {
    /**
     * Asks.
     *
     * @param paid whether the training asked about the labelled examples: a run that learned
     *     without the box is not billed for baselines that need it
     */
    static Answers of(
        ReprogrammedModel model, boolean paid, MeteredBox box, Part labelled, Part judged) {
      Scores scores = model.predict(box, Cause.EVALUATION, judged.tensors(model.inputShape()));
      return paid
          ? new Answers(
              scores, labelled.ask(box, Cause.BASELINE), judged.ask(box, Cause.EVALUATION))
          : new Answers(scores, labelled.unasked(box), judged.unasked(box));
    }
  }

  /** Judges everybody on held-out examples. */
  static Exam heldOut(
      ReprogrammedModel model, Part labelled, Part part, Answers answers, Recipe recipe) {
    BaselineInputs inputs =
        new BaselineInputs(model.classes(), answers.labelled(), Optional.of(answers.judged()));
    return of(
        model, part, Evidence.HELD_OUT_TEST, answers.scores(), new Basis(labelled, inputs, recipe));
  }

  /**
   * Judges everybody on the labelled examples that the training did not learn from, or learned from
   * in other folds; every answer is there already. Empty where there are no such examples.
   */
  static Optional<Exam> labelled(Subject subject, MeteredBox box, Learned learned) {
    ReprogrammedModel model = learned.model();
    if (learned.outOfFold().isPresent()) {
      Part all = new Part(subject.data(), HeldOut.labelled(subject.split()));
      LabelledAnswers asked =
          model.views().isEmpty() ? all.unasked(box) : all.ask(box, Cause.BASELINE);
      BaselineInputs inputs = new BaselineInputs(model.classes(), asked, Optional.empty());
      Scores scores = learned.outOfFold().get();
      return Optional.of(
          of(
              model,
              all,
              Evidence.CROSS_VALIDATION,
              scores,
              new Basis(all, inputs, subject.recipe())));
    }
    Part validation = new Part(subject.data(), subject.split().validation());
    if (validation.count() == 0) {
      return Optional.empty();
    }
    Part train = new Part(subject.data(), subject.split().train());
    boolean boxless = model.views().isEmpty();
    BaselineInputs inputs =
        new BaselineInputs(
            model.classes(),
            boxless ? train.unasked(box) : train.ask(box, Cause.BASELINE),
            Optional.of(boxless ? validation.unasked(box) : validation.ask(box, Cause.BASELINE)));
    Scores scores = model.predict(box, Cause.VALIDATION, validation.tensors(model.inputShape()));
    return Optional.of(
        of(
            model,
            validation,
            Evidence.VALIDATION,
            scores,
            new Basis(train, inputs, subject.recipe())));
  }

  /** What the baselines learn from. */
  private record Basis(Part labelled, BaselineInputs inputs, Recipe recipe) {
    /** All but the one that is the method itself. */
    List<BaselineResult> baselines() {
      return Baselines.evaluate(inputs, recipe.seed()).stream()
          .filter(baseline -> !baseline.name().equals(recipe.method()))
          .toList();
    }
  }

  private static Exam of(
      ReprogrammedModel model, Part part, Evidence evidence, Scores scores, Basis basis) {
    return new Exam(
        model,
        part,
        evidence,
        scores,
        Evaluation.of(model.classes(), scores, part.truth()),
        basis.baselines(),
        new Known(basis.labelled(), basis.inputs().training().answers()));
  }

  /** Whether the model is right as often as it says; for the interval, groups are drawn whole. */
  public Reliability reliability() {
    return Reliability.of(
        scores, part.truth(), BINS, Bootstrap.ofGroups(part.groups(), DRAWS, SEED));
  }

  /** How likely a difference to each baseline is by chance: McNemar's exact test on these rows. */
  public Map<String, Double> pairedP() {
    Map<String, Double> byName = new LinkedHashMap<>();
    int[] ours = Evaluation.predictions(scores);
    for (BaselineResult baseline : baselines) {
      int[] theirs = Evaluation.predictions(baseline.probabilities());
      byName.put(baseline.name(), McNemar.of(part.truth(), ours, theirs).pValue());
    }
    return byName;
  }
}
