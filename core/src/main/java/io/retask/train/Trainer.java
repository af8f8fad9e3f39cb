package io.retask.train;

import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.optim.Optimizer;
import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs an optimiser against a box.
 *
 * <p>A run that was killed continues from the last checkpoint and ends bit for bit as if nothing
 * had happened. The step that was under way is made again; images that were answered before the
 * kill come from the stored answers and cost nothing a second time.
 *
 * @param <S> the state of the optimiser
 */
public final class Trainer<S> {
  private final Optimizer<S> optimizer;
  private final Objective objective;
  private final TrainingPlan plan;
  private final CheckpointStore<S> checkpoints;
  private final RunListener listener;
  private final MeteredBox box;

  /** A trainer that holds no state of a run. */
  public Trainer(
      Optimizer<S> optimizer,
      Objective objective,
      TrainingPlan plan,
      CheckpointStore<S> checkpoints,
      RunListener listener) {
    this.optimizer = optimizer;
    this.objective = objective;
    this.plan = plan;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.box = objective.box();
  }

  /**
   * The whole main loop: from the last checkpoint, or from {@code initial}, until the plan stops it
   * or the budget does not cover a whole step and a validation after it.
   *
   * @param initial the parameters before the first step; not read when a checkpoint is there
   * @return the state after the last step
   */
  public TrainState<S> run(float[] initial) {
    TrainState<S> now = checkpoints.latest().orElseGet(() -> begin(initial));
    while (!plan.stop().reached(now.step())) {
      int[] batch = plan.batches().apply(now.step());
      Proposal asked = optimizer.ask(now.optimizer(), new StepKey(plan.seed(), now.step()));
      if (!affords(now, (long) asked.size() * batch.length)) {
        return judged(now);
      }
      Probed probed = objective.losses(asked, batch);
      S next = optimizer.tell(now.optimizer(), asked, probed.losses());
      StepRecord record = record(now.step(), probed.base(), next);
      now = now.after(next, record, settled());
      listener.stepped(record, box.bill());
      checkpoints.save(now);
    }
    return now;
  }

  private TrainState<S> begin(float[] initial) {
    TrainState<S> first = new TrainState<>(0, optimizer.start(initial), settled(), List.of());
    checkpoints.save(first);
    return first;
  }

  /**
   * A step is all or nothing, and a validation goes with it, due or not, since the run may end
   * there. What was answered since the last checkpoint was asked for this very step, before a kill,
   * and is not paid for again; an attempt that failed is. The hard limit is the reservation inside
   * the box.
   */
  private boolean affords(TrainState<S> now, long images) {
    long paid = settled() - now.settledImages();
    return box.affordable() >= images + plan.validation().images() - paid;
  }

  private long settled() {
    return box.bill().settledInTraining();
  }

  /**
   * Validates a run that ends before its plan does, if the budget covers that.
   *
   * @param end what it ends with
   */
  public TrainState<S> judged(TrainState<S> end) {
    if (plan.validation().images() == 0) {
      return end;
    }
    TrainState<S> judged = end.judged(() -> validate(end.optimizer()), box);
    checkpoints.save(judged);
    return judged;
  }

  private Fit validate(S state) {
    return objective.evaluate(Cause.VALIDATION, optimizer.best(state), plan.validation().rows());
  }

  private StepRecord record(long step, Fit batch, S next) {
    @Nullable Fit held = plan.validation().due(step) ? validate(next) : null;
    return new StepRecord(step, box.bill().reservedImages(), batch, held);
  }
}
