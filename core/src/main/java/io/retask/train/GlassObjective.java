package io.retask.train;

import io.retask.RetaskException;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.loss.Loss;
import io.retask.mapping.DifferentiableMapping;
import io.retask.mapping.TrainableMapping;
import io.retask.program.Program;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The function of {@link Objective}, seen through the box: its exact gradient (Elsayed et al., ICLR
 * 2019, arXiv 1806.11146). The parameters are W of the program, then those of the mapping.
 */
public final class GlassObjective {
  private final Program program;
  private final MeteredBox box;
  private final TrainableMapping mapping;
  private final Loss loss;
  private final Dataset data;
  private final double ridge;

  /**
   * Joins parts that fit together.
   *
   * @param box opened to be seen through
   * @param ridge of the penalty {@code ridge · ||W||²}
   */
  public GlassObjective(
      Program program,
      MeteredBox box,
      TrainableMapping mapping,
      Loss loss,
      Dataset data,
      double ridge) {
    this.program = program;
    this.box = box;
    this.mapping = mapping;
    this.loss = loss;
    this.data = data;
    this.ridge = ridge;
  }

  /** The box behind it. */
  MeteredBox box() {
    return box;
  }

  /** W, the part of the parameters that belongs to the program. */
  public float[] weights(float[] parameters) {
    return Arrays.copyOf(parameters, program.parameterCount());
  }

  /** The mapping under some parameters. */
  public DifferentiableMapping mapping(float[] parameters) {
    return mapping.at(own(parameters));
  }

  private float[] own(float[] parameters) {
    return Arrays.copyOfRange(parameters, program.parameterCount(), parameters.length);
  }

  /** Where a descent begins: at {@code weights}, and where the mapping begins. */
  public float[] initial(float[] weights) {
    return joined(weights, mapping.initial());
  }

  private static float[] joined(float[] weights, float[] own) {
    float[] all = Arrays.copyOf(weights, weights.length + own.length);
    System.arraycopy(own, 0, all, weights.length, own.length);
    return all;
  }

  /**
   * The gradient of the mean loss of a mini-batch, penalties included; one image for each row,
   * {@link Cause#GRADIENT}.
   *
   * @param step the step of the training
   * @param rows the mini-batch: rows of the data set, at least 1
   * @throws RetaskException if the loss is no finite number
   * @throws io.retask.blackbox.meter.BudgetExhausted if the budget does not cover it
   */
  public Slope slope(long step, float[] parameters, int[] rows) {
    float[] weights = weights(parameters);
    TensorBatch inputs = data.tensors(rows, program.inputShape()).all();
    Backward backward = new Backward(step, own(parameters), data.classesOf(rows));
    TensorBatch shown = program.apply(inputs, weights);
    // dL/dW = (dX/dW)^T dL/dX, section 2.1 of the paper
    float[] byWeight = program.pullback(inputs, weights, box.gradient(step, shown, backward));
    for (int i = 0; i < byWeight.length; i++) {
      byWeight[i] = (float) (byWeight[i] + 2 * ridge * weights[i]);
    }
    return new Slope(joined(byWeight, backward.byOwn), backward.fit);
  }

  /**
   * How well some examples are answered under given parameters; one image for each of them.
   *
   * @param cause what the bill is for
   */
  Fit evaluate(Cause cause, float[] parameters, int[] rows) {
    return new Objective(program, box, mapping(parameters), loss, data)
        .evaluate(cause, weights(parameters), rows);
  }

  /** The way back from the loss to the scores, through the mapping. */
  private final class Backward implements Function<Scores, float[]> {
    private final long step;
    private final float[] own;
    private final int[] classes;
    private float[] byOwn = {};
    private Fit fit = new Fit(0, 0, 0);

    Backward(long step, float[] own, int[] classes) {
      this.step = step;
      this.own = own;
      this.classes = classes;
    }

    @Override
    public float[] apply(Scores answers) {
      DifferentiableMapping now = mapping.at(own);
      Scores mapped = now.apply(answers);
      double mean = loss.of(mapped, classes);
      if (!Double.isFinite(mean)) {
        throw new RetaskException(
            "the loss of step %d is %s; losses are finite numbers: look at the scores of '%s' and at the data"
                .formatted(step, mean, box.spec().name()));
      }
      fit = Objective.fit(mean, mapped, classes);
      float[] byMapped = loss.gradient(mapped, classes);
      byOwn = mapping.gradient(own, answers, byMapped);
      return now.pullback(answers, byMapped);
    }
  }
}
