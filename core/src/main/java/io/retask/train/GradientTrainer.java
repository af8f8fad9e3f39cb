package io.retask.train;

import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.optim.DescentState;
import io.retask.optim.GradientDescent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Descends along exact gradients of a glass box; {@link Trainer} does the same with queries alone.
 *
 * <p>A run that was killed continues from the last checkpoint and ends bit for bit as if nothing
 * had happened. The step that was under way is made again: gradients are not stored, so the images
 * of that one step, B at the most, are billed twice.
 */
public final class GradientTrainer {
  private final GradientDescent descent;
  private final GlassObjective objective;
  private final TrainingPlan plan;
  private final CheckpointStore<DescentState> checkpoints;
  private final RunListener listener;
  private final MeteredBox box;

  /** A trainer that holds no state of a run. */
  public GradientTrainer(
      GradientDescent descent,
      GlassObjective objective,
      TrainingPlan plan,
      CheckpointStore<DescentState> checkpoints,
      RunListener listener) {
    this.descent = descent;
    this.objective = objective;
    this.plan = plan;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.box = objective.box();
  }

  /**
   * From the last checkpoint, or from {@code initial}, until the plan stops it or the budget does
   * not cover a whole step and a validation after it.
   *
   * @param initial the parameters before the first step, see {@link GlassObjective#initial}; not
   *     read when a checkpoint is there
   * @return the state after the last step
   */
  public TrainState<DescentState> run(float[] initial) {
    TrainState<DescentState> now = checkpoints.latest().orElseGet(() -> begin(initial));
    while (!plan.stop().reached(now.step())) {
      int[] batch = plan.batches().apply(now.step());
      if (box.affordable() < batch.length + plan.validation().images()) {
        return judged(now);
      }
      Slope slope = objective.slope(now.step(), descent.parameters(now.optimizer()), batch);
      DescentState next = descent.step(now.optimizer(), slope.gradient());
      StepRecord record = record(now.step(), slope.base(), next);
      now = now.after(next, record, box.bill().settledInTraining());
      listener.stepped(record, box.bill());
      checkpoints.save(now);
    }
    return now;
  }

  private TrainState<DescentState> begin(float[] initial) {
    TrainState<DescentState> first =
        new TrainState<>(0, descent.start(initial), box.bill().settledInTraining(), List.of());
    checkpoints.save(first);
    return first;
  }

  /** Validates a run that ends before its plan does, if the budget covers that. */
  private TrainState<DescentState> judged(TrainState<DescentState> end) {
    if (plan.validation().images() == 0) {
      return end;
    }
    TrainState<DescentState> judged = end.judged(() -> validate(end.optimizer()), box);
    checkpoints.save(judged);
    return judged;
  }

  private Fit validate(DescentState state) {
    return objective.evaluate(
        Cause.VALIDATION, descent.parameters(state), plan.validation().rows());
  }

  private StepRecord record(long step, Fit batch, DescentState next) {
    @Nullable Fit held = plan.validation().due(step) ? validate(next) : null;
    // the bill is durable before the checkpoint is: a step that is kept is settled
    return new StepRecord(step, box.bill().reservedImages(), batch, held);
  }
}
