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
import io.retask.metric.Evaluation;
import io.retask.metric.Reliability;
import io.retask.metric.Units;
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
 * @param known the examples that baselines with the box learned from
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

  /**
   * Labelled examples with the box's unprogrammed answers to them.
   *
   * @param part the examples that the training asked about
   * @param answers n x K; empty where it asked about none
   * @param labelled how many labelled examples there were to ask about
   */
  record Known(Part part, Optional<Scores> answers, int labelled) {}

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
     * @param asked the places of the labelled examples that the training asked about: baselines
     *     learn from these answers, which are stored, and from no others; where there are none, a
     *     run is not billed for baselines that need the box
     */
    static Answers of(
        ReprogrammedModel model, List<Integer> asked, MeteredBox box, Part labelled, Part judged) {
      Scores scores = model.predict(box, Cause.EVALUATION, judged.tensors(model.inputShape()));
      return new Answers(
          scores,
          labelled.ask(box, Cause.BASELINE, asked),
          asked.isEmpty() ? judged.unasked(box) : judged.ask(box, Cause.EVALUATION));
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
   * in other folds; every answer is there already. Where the training asked about a part of them,
   * they are that part. Empty where there are no such examples.
   */
  static Optional<Exam> labelled(Subject subject, MeteredBox box, Learned learned) {
    ReprogrammedModel model = learned.model();
    if (learned.outOfFold().isPresent()) {
      Part all = new Part(subject.data(), HeldOut.labelled(subject.split()));
      LabelledAnswers answers = all.ask(box, Cause.BASELINE, learned.asked());
      BaselineInputs inputs = new BaselineInputs(model.classes(), answers, Optional.empty());
      Scores scores = learned.outOfFold().get();
      return Optional.of(
          of(
              model,
              learned.asked().isEmpty() ? all : all.at(learned.asked()),
              Evidence.CROSS_VALIDATION,
              scores,
              new Basis(all, inputs, subject.recipe())));
    }
    Part validation = new Part(subject.data(), subject.split().validation());
    if (validation.count() == 0) {
      return Optional.empty();
    }
    Part train = new Part(subject.data(), subject.split().train());
    boolean boxless = learned.asked().isEmpty();
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

    Known known() {
      LabelledAnswers training = inputs.training();
      return new Known(labelled.at(training.asked()), training.answers(), labelled.count());
    }
  }

  private static Exam of(
      ReprogrammedModel model, Part part, Evidence evidence, Scores scores, Basis basis) {
    return new Exam(
        model,
        part,
        evidence,
        scores,
        Evaluation.of(model.classes(), scores, part.truth(), part.units()),
        basis.baselines(),
        basis.known());
  }

  /** Whether the model is right as often as it says; for the intervals, groups are drawn whole. */
  public Reliability reliability() {
    return Reliability.of(scores, part.truth(), BINS, part.units());
  }

  /** How likely a difference to each baseline is by chance: a paired test on these examples. */
  public Map<String, Double> pairedP() {
    Map<String, Double> byName = new LinkedHashMap<>();
    Units units = part.units();
    int[] ours = Evaluation.predictions(scores);
    for (BaselineResult baseline : baselines) {
      int[] theirs = Evaluation.predictions(baseline.probabilities());
      byName.put(baseline.name(), units.pairedP(part.truth(), ours, theirs));
    }
    return byName;
  }

  /** What the paired test is, for people. */
  public String pairedTest() {
    return part.units().testName();
  }

  /** What the intervals are, for people. */
  public String intervals() {
    return part.units().intervalName();
  }
}
