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
   * or the budget does not cover a whole step.
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
        break;
      }
      Probed probed = objective.losses(asked, batch);
      S next = optimizer.tell(now.optimizer(), asked, probed.losses());
      now = now.after(next, record(now.step(), probed.base(), next));
      listener.stepped(now.history().get(now.history().size() - 1), box.bill());
      checkpoints.save(now);
    }
    return now;
  }

  private TrainState<S> begin(float[] initial) {
    TrainState<S> first =
        new TrainState<>(0, optimizer.start(initial), box.bill().reservedImages(), List.of());
    checkpoints.save(first);
    return first;
  }

  /**
   * A step is all or nothing. What was sent since the last checkpoint was sent for this very step,
   * before a kill, and is not paid for again. The hard limit is the reservation inside the box.
   */
  private boolean affords(TrainState<S> now, long images) {
    long paid = box.bill().reservedImages() - now.billedImages();
    return box.affordable() >= images - paid;
  }

  private StepRecord record(long step, Fit batch, S next) {
    @Nullable Fit held = null;
    if (plan.validation().due(step)) {
      held = objective.evaluate(Cause.VALIDATION, optimizer.best(next), plan.validation().rows());
    }
    return new StepRecord(step, box.bill().reservedImages(), batch, held);
  }
}
