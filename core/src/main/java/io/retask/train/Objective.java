package io.retask.train;

import io.retask.RetaskException;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.loss.Loss;
import io.retask.mapping.LabelMapping;
import io.retask.optim.Proposal;
import io.retask.program.Program;
import io.retask.program.View;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.stream.IntStream;

/**
 * The function that training makes small: f(W) is the mean loss of a mini-batch whose inputs went
 * through the program with parameters W, the box and the mapping. The only class that joins the
 * four.
 */
public final class Objective {
  private final Program program;
  private final MeteredBox box;
  private final LabelMapping mapping;
  private final Loss loss;
  private final Dataset data;

  /**
   * Joins parts that fit together.
   *
   * @throws IllegalArgumentException if the program does not make what the box takes, or the
   *     mapping does not take what the box gives or make what the data need
   */
  public Objective(Program program, MeteredBox box, LabelMapping mapping, Loss loss, Dataset data) {
    this.program = program;
    this.box = box;
    this.mapping = mapping;
    this.loss = loss;
    this.data = data;
    if (!program.outputShape().equals(box.spec().input())) {
      throw new IllegalArgumentException(
          "the program makes inputs of %s, but '%s' takes %s"
              .formatted(program.outputShape(), box.spec().name(), box.spec().input()));
    }
    if (mapping.sources() != box.spec().classes()) {
      throw new IllegalArgumentException(
          "the mapping takes %d scores, but '%s' gives %d"
              .formatted(mapping.sources(), box.spec().name(), box.spec().classes()));
    }
    if (mapping.targets() != data.classes().size()) {
      throw new IllegalArgumentException(
          "the mapping makes %d classes, but '%s' has %d"
              .formatted(mapping.targets(), data.name(), data.classes().size()));
    }
  }

  /** The box behind it. */
  MeteredBox box() {
    return box;
  }

  /** The loss of every point of a step, {@link Cause#TRAINING}. */
  public Probed losses(Proposal asked, int[] rows) {
    return losses(Cause.TRAINING, asked, rows);
  }

  /**
   * The loss of every point of a step on the same mini-batch; q + 1 points cost (q + 1)·B images.
   *
   * @param cause what the bill is for
   * @param rows the mini-batch: rows of the data set, at least 1
   * @throws RetaskException if a loss is no finite number; names the point and the step
   * @throws io.retask.blackbox.meter.BudgetExhausted if the budget does not cover it
   */
  public Probed losses(Cause cause, Proposal asked, int[] rows) {
    TensorBatch inputs = data.tensors(rows, program.inputShape()).all();
    int[] classes = data.classesOf(rows);
    Scores answers = box.query(cause, new ProbeSource(program, asked, inputs));
    // the box waits meanwhile, so the points share the cores; none depends on another
    Scores[] mapped =
        IntStream.range(0, asked.size())
            .parallel()
            .mapToObj(p -> mapping.apply(answers.rows(p * rows.length, (p + 1) * rows.length)))
            .toArray(Scores[]::new);
    double[] losses = new double[asked.size()];
    for (int point = 0; point < losses.length; point++) {
      losses[point] = loss.of(mapped[point], classes);
      if (!Double.isFinite(losses[point])) {
        throw new RetaskException(
            "the loss of point %d in step %d is %s; losses are finite numbers: look at the scores of '%s' and at the data"
                .formatted(point, asked.key().step(), losses[point], box.spec().name()));
      }
    }
    return new Probed(losses, fit(losses[0], mapped[0], classes));
  }

  /**
   * How well some examples are answered under given parameters; one image for each of them.
   *
   * @param cause what the bill is for
   * @param rows rows of the data set, at least 1
   */
  public Fit evaluate(Cause cause, float[] parameters, int[] rows) {
    TensorSource inputs = data.tensors(rows, program.inputShape());
    int[] classes = data.classesOf(rows);
    Scores mapped = mapping.apply(box.query(cause, new View(program, parameters).over(inputs)));
    return fit(loss.of(mapped, classes), mapped, classes);
  }

  static Fit fit(double loss, Scores mapped, int[] classes) {
    int right = 0;
    for (int row = 0; row < classes.length; row++) {
      right += mapped.best(row) == classes[row] ? 1 : 0;
    }
    return new Fit(loss, (double) right / classes.length, classes.length);
  }
}
