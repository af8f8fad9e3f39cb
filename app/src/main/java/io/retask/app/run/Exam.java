package io.retask.app.run;

import io.retask.artifact.ReprogrammedModel;
import io.retask.baseline.BaselineInputs;
import io.retask.baseline.BaselineResult;
import io.retask.baseline.Baselines;
import io.retask.baseline.LabelledAnswers;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.metric.Evaluation;
import io.retask.metric.McNemar;
import io.retask.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model and every baseline judged on the same examples.
 *
 * @param model what was learned
 * @param data where the judged examples are
 * @param rows the judged examples
 * @param scores the model's answers, n x C
 * @param evaluation figures of the model
 * @param baselines figures of the others
 */
public record Exam(
    ReprogrammedModel model,
    Dataset data,
    int[] rows,
    Scores scores,
    Evaluation evaluation,
    List<BaselineResult> baselines) {
  private static final int RAW_SIDE = 16;

  /**
   * Where examples come from.
   *
   * @param data the data set
   * @param rows indices into it
   */
  public record Part(Dataset data, int[] rows) {
    private List<String> groups() {
      return IntStream.of(rows).mapToObj(row -> data.examples().get(row).group()).toList();
    }

    private LabelledAnswers ask(MeteredBox box, Cause cause) {
      Shape input = box.spec().input();
      return new LabelledAnswers(
          box.query(cause, data.tensors(rows, input)),
          data.classesOf(rows),
          groups(),
          Optional.of(data.tensors(rows, raw(input)).all()));
    }

    /** Every axis but the channels at 16, as in the comparison that methods are held against. */
    private static Shape raw(Shape input) {
      int[] axes = input.axes().stream().mapToInt(Integer::intValue).toArray();
      for (int axis = 1; axis < axes.length; axis++) {
        axes[axis] = Math.min(RAW_SIDE, axes[axis]);
      }
      return Shape.of(axes);
    }
  }

  /**
   * Everything that has to be asked before anybody can be judged.
   *
   * @param scores the model's answers to the judged examples
   * @param labelled unprogrammed answers to the labelled examples
   * @param heldOut unprogrammed answers to the judged examples
   */
  record Answers(Scores scores, LabelledAnswers labelled, LabelledAnswers heldOut) {
    static Answers of(ReprogrammedModel model, MeteredBox box, Part labelled, Part heldOut) {
      Scores scores =
          model.predict(
              box, Cause.EVALUATION, heldOut.data().tensors(heldOut.rows(), model.inputShape()));
      return new Answers(
          scores, labelled.ask(box, Cause.BASELINE), heldOut.ask(box, Cause.EVALUATION));
    }
  }

  /** Judges everybody. */
  static Exam of(ReprogrammedModel model, Part heldOut, Answers answers, long seed) {
    BaselineInputs inputs =
        new BaselineInputs(model.classes(), answers.labelled(), Optional.of(answers.heldOut()));
    return new Exam(
        model,
        heldOut.data(),
        heldOut.rows(),
        answers.scores(),
        Evaluation.of(model.classes(), answers.scores(), heldOut.data().classesOf(heldOut.rows())),
        Baselines.evaluate(inputs, seed));
  }

  /** The true class of every row. */
  int[] truth() {
    return data.classesOf(rows);
  }

  /** How likely a difference to each baseline is by chance: McNemar's exact test on these rows. */
  public Map<String, Double> pairedP() {
    Map<String, Double> byName = new LinkedHashMap<>();
    int[] ours = Evaluation.predictions(scores);
    for (BaselineResult baseline : baselines) {
      int[] theirs = Evaluation.predictions(baseline.probabilities());
      byName.put(baseline.name(), McNemar.of(truth(), ours, theirs).pValue());
    }
    return byName;
  }
}
