package io.retask.method;

import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Visibility;
import io.retask.data.BatchPlan;
import io.retask.loss.CrossEntropy;
import io.retask.loss.Loss;
import io.retask.mapping.TrainableMapping;
import io.retask.optim.Adam;
import io.retask.optim.DescentState;
import io.retask.optim.GradientDescent;
import io.retask.optim.Schedule;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.recipe.ArRecipe;
import io.retask.recipe.ArRecipe.UpdateRecipe;
import io.retask.recipe.BarRecipe.LossRecipe.LossKind;
import io.retask.recipe.InvalidRecipe;
import io.retask.train.CheckpointStore;
import io.retask.train.GlassObjective;
import io.retask.train.GradientTrainer;
import io.retask.train.RunPlan;
import io.retask.train.StopRule;
import io.retask.train.TrainState;
import io.retask.train.TrainingPlan;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * White-box adversarial reprogramming, method {@code ar} (Elsayed et al., ICLR 2019, arXiv
 * 1806.11146): one program, learned by exact gradients of a box that is a local file. Methods that
 * have only answers are held against it.
 *
 * @param views draws what a searched view begins as
 */
record GlassMethod(ViewSource views) implements Method {
  @Override
  public Learned learn(Lesson lesson) {
    return learn(lesson, true);
  }

  /** Learns nothing from the made-up answers before the first step; asks the same. */
  @Override
  public void rehearse(Lesson lesson) {
    learn(lesson, false);
  }

  private Learned learn(Lesson lesson, boolean fits) {
    ArRecipe settings = lesson.recipe().settings(ArRecipe.class);
    refuseHidden(lesson.box().spec());
    GlassParts parts = new GlassParts(lesson, settings, views);
    View origin = parts.origin();
    // what may be refused comes before the first image that is billed
    Loss loss = loss(parts);
    RunPlan plan = parts.plan();
    TrainableMapping mapping = parts.mapping(fits);
    GlassObjective objective =
        new GlassObjective(
            origin.program(), lesson.box(), mapping, loss, lesson.data(), settings.ridge());
    GradientDescent descent =
        new GradientDescent(Adam.standard(), schedule(lesson, settings, plan));
    TrainState<DescentState> end =
        new GradientTrainer(
                descent, objective, steps(lesson, plan), store(lesson, descent), lesson.listener())
            .run(objective.initial(origin.parameters()));
    SortedMap<String, Double> metrics = SearchMethod.metrics(end);
    float[] found = descent.parameters(end.optimizer());
    View view = new View(origin.program(), objective.weights(found));
    return new Learned(
            new ReprogrammedModel(lesson.data().classes(), List.of(view), objective.mapping(found)),
            metrics,
            end.history(),
            Optional.empty(),
            List.of(
                "It saw inside the box: what black-box methods are held against, not what they could do."))
        .asking(lesson.everyPlace());
  }

  private static void refuseHidden(BlackBoxSpec box) {
    if (box.visibility() != Visibility.FULL) {
      throw new InvalidRecipe(
          "method ar needs every score, but '%s' tells only some of them; choose a box of visibility full, or method bar"
              .formatted(box.name()));
    }
  }

  private static Loss loss(GlassParts parts) {
    return parts.search().loss().kind() == LossKind.CROSS_ENTROPY
        ? CrossEntropy.deep()
        : parts.searched().loss();
  }

  private static Schedule schedule(Lesson lesson, ArRecipe settings, RunPlan plan) {
    UpdateRecipe update = settings.update();
    if (update.schedule() == UpdateRecipe.ScheduleKind.COSINE) {
      return Schedule.cosine(update.stepSize(), plan.steps());
    }
    double steps = update.decayEpochs() * lesson.split().train().length / settings.batch();
    return Schedule.exponential(update.stepSize(), update.decay(), Math.max(1, Math.round(steps)));
  }

  private static TrainingPlan steps(Lesson lesson, RunPlan plan) {
    long seed = lesson.recipe().seed();
    return new TrainingPlan(
        seed,
        new BatchPlan(lesson.split().train(), plan.batch(), seed)::at,
        StopRule.after(plan.steps()),
        plan.following(lesson.split().validation()));
  }

  private static CheckpointStore<DescentState> store(Lesson lesson, GradientDescent descent) {
    return lesson.kept().map(kept -> kept.whole(descent)).orElseGet(CheckpointStore::none);
  }
}
