package io.retask.method;

import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.BatchPlan;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.ManyToOneMapping;
import io.retask.optim.Optimizer;
import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import io.retask.program.View;
import io.retask.recipe.SearchRecipe.RefreshRecipe;
import io.retask.train.CheckpointStore;
import io.retask.train.ContinuedFrom;
import io.retask.train.Objective;
import io.retask.train.RunPlan;
import io.retask.train.StopRule;
import io.retask.train.TrainState;
import io.retask.train.Trainer;
import io.retask.train.TrainingPlan;
import io.retask.train.ValidationPlan;
import java.util.List;

/**
 * The steps of a search, in segments of one mapping each; there is one segment where the mapping is
 * planned once.
 *
 * <p>Each segment has checkpoints of its own, and its mapping is a function of what stands in those
 * of the segment before and of answers that are stored. A run that goes on walks through all
 * segments again; those that are finished cost no image.
 *
 * @param <S> the state of the optimiser
 */
final class SearchRun<S> {
  private final Optimizer<S> optimizer;
  private final SearchParts parts;
  private final View origin;
  private final RunPlan plan;
  private final SearchTarget target;
  private final BatchPlan batches;
  private final MeteredBox box;
  private final long seed;
  private ManyToOneMapping mapping;

  /** Begins with a mapping. */
  SearchRun(
      Optimizer<S> optimizer,
      SearchParts parts,
      View origin,
      RunPlan plan,
      SearchTarget target,
      ManyToOneMapping first) {
    Lesson lesson = parts.lesson();
    this.optimizer = optimizer;
    this.parts = parts;
    this.origin = origin;
    this.plan = plan;
    this.target = target;
    this.box = lesson.box();
    this.seed = lesson.recipe().seed();
    this.batches = parts.batches();
    this.mapping = first;
  }

  /** What the run ends with: the mapping is that of the last segment that was begun. */
  ReprogrammedModel model(TrainState<S> end) {
    View view = new View(origin.program(), optimizer.best(end.optimizer()));
    return new ReprogrammedModel(parts.lesson().data().classes(), List.of(view), mapping);
  }

  /** Makes all steps. */
  TrainState<S> toTheEnd() {
    long length = plan.refresh().every() == 0 ? plan.steps() : plan.refresh().every();
    S before = optimizer.start(origin.parameters());
    TrainState<S> now = segment(length, store(0));
    for (long begin = length; begin < plan.steps() && now.step() == begin; begin += length) {
      CheckpointStore<S> own = store(begin / length);
      if (own.latest().isEmpty() && !affords(now)) {
        return trainer(begin, store(begin / length - 1)).judged(now);
      }
      mapping = planned(before, begin - length, now);
      before = now.optimizer();
      now = segment(begin + length, ContinuedFrom.of(now, box.bill().settledInTraining(), own));
    }
    return now;
  }

  /** Whether a new mapping and one step with it can be paid for, as {@link Trainer} reckons. */
  private boolean affords(TrainState<S> now) {
    long paid = box.bill().settledInTraining() - now.settledImages();
    return box.affordable()
        >= plan.refresh().images() + plan.stepImages() + following().images() - paid;
  }

  private ValidationPlan following() {
    return plan.following(parts.lesson().split().validation());
  }

  private Objective objective() {
    return parts.objective(origin, mapping, target.loss());
  }

  private TrainState<S> segment(long end, CheckpointStore<S> checkpoints) {
    return trainer(end, checkpoints).run(origin.parameters());
  }

  private Trainer<S> trainer(long end, CheckpointStore<S> checkpoints) {
    StopRule stop = StopRule.after(Math.min(end, plan.steps()));
    TrainingPlan steps = new TrainingPlan(seed, batches::at, stop, following());
    return new Trainer<>(optimizer, objective(), steps, checkpoints, parts.lesson().listener());
  }

  private CheckpointStore<S> store(long segment) {
    boolean whole = plan.refresh().every() == 0;
    return parts
        .lesson()
        .kept()
        .map(kept -> whole ? kept.whole(optimizer) : kept.segment(segment, optimizer))
        .orElseGet(CheckpointStore::none);
  }

  /**
   * A mapping by frequency under the programs of the moment.
   *
   * @param before the state that the last segment began with, at step {@code begin}
   * @param now what it ended with
   */
  private ManyToOneMapping planned(S before, long begin, TrainState<S> now) {
    RefreshRecipe refresh = parts.settings().refresh();
    Evidence evidence =
        refresh != null && refresh.source() == RefreshRecipe.Source.STORED
            ? stored(before, begin, now.step())
            : asked(new View(origin.program(), optimizer.best(now.optimizer())));
    return new FrequencyPlanner().plan(target.size(), evidence);
  }

  private Evidence asked(View view) {
    int[] rows = parts.lesson().split().train();
    return new Evidence(answers(Cause.MAPPING, view, rows), parts.lesson().classesOf(rows));
  }

  private Scores answers(Cause cause, View view, int[] rows) {
    return box.query(
        cause, view.over(parts.lesson().data().tensors(rows, view.program().inputShape())));
  }

  /** Makes the steps again from answers that are stored, for their unperturbed programs. */
  private Evidence stored(S before, long begin, long end) {
    StepAnswers all = new StepAnswers(box.spec());
    Objective objective = objective();
    S state = before;
    for (long step = begin; step < end; step++) {
      Proposal asked = optimizer.ask(state, new StepKey(seed, step));
      int[] rows = batches.at(step);
      View base = new View(origin.program(), asked.point(0));
      all.add(answers(Cause.TRAINING, base, rows), parts.lesson().classesOf(rows));
      state = optimizer.tell(state, asked, objective.losses(asked, rows).losses());
    }
    return all.evidence();
  }
}
