package io.retask.app.run;

import io.retask.artifact.ReprogrammedModel;
import io.retask.baseline.BaselineInputs;
import io.retask.baseline.BaselineResult;
import io.retask.baseline.Baselines;
import io.retask.baseline.LabelledAnswers;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.metric.Evaluation;
import io.retask.metric.McNemar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model and every baseline judged on the same examples.
 *
 * @param model what was learned
 * @param part the judged examples
 * @param scores the model's answers, n x C
 * @param evaluation figures of the model
 * @param baselines figures of the others
 */
public record Exam(
    ReprogrammedModel model,
    Part part,
    Scores scores,
    Evaluation evaluation,
    List<BaselineResult> baselines) {

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

  /** Judges everybody. */
  static Exam of(ReprogrammedModel model, Part part, Answers answers, long seed) {
    BaselineInputs inputs =
        new BaselineInputs(model.classes(), answers.labelled(), Optional.of(answers.judged()));
    return new Exam(
        model,
        part,
        answers.scores(),
        Evaluation.of(model.classes(), answers.scores(), part.truth()),
        Baselines.evaluate(inputs, seed));
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
