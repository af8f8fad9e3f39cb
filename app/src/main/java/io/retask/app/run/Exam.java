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
import io.retask.metric.McNemar;
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

  /**
   * Labelled examples with the box's unprogrammed answers to them.
   *
   * @param part the examples
   * @param answers n x K
   */
  record Known(Part part, Scores answers) {}

  /**
   * Everything that has to be asked before anybody can be judged.
   *
   * @param scores the model's answers to the judged examples
   * @param labelled unprogrammed answers to the labelled examples
   * @param judged unprogrammed answers to the judged examples
   */
  record Answers(Scores scores, LabelledAnswers labelled, LabelledAnswers judged) {
    static Answers of(ReprogrammedModel model, MeteredBox box, Part labelled, Part judged) {
      Scores scores = model.predict(box, Cause.EVALUATION, judged.tensors(model.inputShape()));
      return new Answers(
          scores, labelled.ask(box, Cause.BASELINE), judged.ask(box, Cause.EVALUATION));
    }
  }

  /** Judges everybody on held-out examples. */
  static Exam heldOut(
      ReprogrammedModel model, Part labelled, Part part, Answers answers, long seed) {
    BaselineInputs inputs =
        new BaselineInputs(model.classes(), answers.labelled(), Optional.of(answers.judged()));
    return of(
        model, part, Evidence.HELD_OUT_TEST, answers.scores(), new Basis(labelled, inputs, seed));
  }

  /**
   * Judges everybody on the labelled examples that the training did not learn from, or learned from
   * in other folds; every answer is there already. Empty where there are no such examples.
   */
  static Optional<Exam> labelled(Subject subject, MeteredBox box, Learned learned) {
    long seed = subject.recipe().seed();
    ReprogrammedModel model = learned.model();
    if (learned.outOfFold().isPresent()) {
      Part all = new Part(subject.data(), HeldOut.labelled(subject.split()));
      BaselineInputs inputs =
          new BaselineInputs(model.classes(), all.ask(box, Cause.BASELINE), Optional.empty());
      Scores scores = learned.outOfFold().get();
      return Optional.of(
          of(model, all, Evidence.CROSS_VALIDATION, scores, new Basis(all, inputs, seed)));
    }
    Part validation = new Part(subject.data(), subject.split().validation());
    if (validation.count() == 0) {
      return Optional.empty();
    }
    Part train = new Part(subject.data(), subject.split().train());
    BaselineInputs inputs =
        new BaselineInputs(
            model.classes(),
            train.ask(box, Cause.BASELINE),
            Optional.of(validation.ask(box, Cause.BASELINE)));
    Scores scores = model.predict(box, Cause.VALIDATION, validation.tensors(model.inputShape()));
    return Optional.of(
        of(model, validation, Evidence.VALIDATION, scores, new Basis(train, inputs, seed)));
  }

  /** What the baselines learn from. */
  private record Basis(Part labelled, BaselineInputs inputs, long seed) {}

  private static Exam of(
      ReprogrammedModel model, Part part, Evidence evidence, Scores scores, Basis basis) {
    return new Exam(
        model,
        part,
        evidence,
        scores,
        Evaluation.of(model.classes(), scores, part.truth()),
        Baselines.evaluate(basis.inputs(), basis.seed()),
        new Known(basis.labelled(), basis.inputs().training().answers()));
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
