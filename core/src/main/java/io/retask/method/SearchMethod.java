package io.retask.method;

import io.retask.RetaskException;
import io.retask.artifact.ReprogrammedModel;
import io.retask.loss.Loss;
import io.retask.mapping.MappingSize;
import io.retask.optim.Optimizer;
import io.retask.optim.StepKey;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.train.RunPlan;
import io.retask.train.TrainState;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One program that is searched with queries alone, and a many-to-one mapping. Method {@code bar} is
 * black-box adversarial reprogramming as in Tsai, Chen and Ho (ICML 2020), arXiv 2007.08714; the
 * recipe says which of its settings are not the paper's. The others differ in the optimiser, or in
 * that the mapping is planned again.
 *
 * @param views draws what a searched view begins as
 */
record SearchMethod(ViewSource views) implements Method {
  @Override
  public Learned learn(Lesson lesson) {
    Recipe recipe = lesson.recipe();
    String section = recipe.bar() == null ? "search" : "bar";
    SearchParts parts = new SearchParts(lesson, recipe.searchSettings(), section);
    View origin = parts.origin(views);
    MappingSize size = parts.size();
    int points = points(parts, origin);
    RunPlan plan = SearchBudget.plan(parts, points);
    // what may be refused comes before the first image that is billed
    Loss loss = parts.loss();
    Optimizer<?> optimizer = SearchOptimizers.of(parts, origin.program(), plan.steps());
    return learn(optimizer, parts, origin, plan, new SearchTarget(size, loss));
  }

  /** The points of a step do not depend on the number of steps, which depends on them. */
  private static int points(SearchParts parts, View origin) {
    try {
      return points(SearchOptimizers.of(parts, origin.program(), 1), origin);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRecipe(
          "section '%s' of the recipe: %s".formatted(parts.section(), wrong.getMessage()), wrong);
    }
  }

  private static <S> int points(Optimizer<S> optimizer, View origin) {
    return optimizer.ask(optimizer.start(origin.parameters()), new StepKey(0, 0)).size();
  }

  private static <S> Learned learn(
      Optimizer<S> optimizer, SearchParts parts, View origin, RunPlan plan, SearchTarget target) {
    SearchRun<S> run = new SearchRun<>(optimizer, parts, origin, plan, target);
    TrainState<S> end = run.toTheEnd();
    View view = new View(origin.program(), optimizer.best(end.optimizer()));
    return new Learned(
        new ReprogrammedModel(parts.lesson().data().classes(), List.of(view), run.mapping()),
        metrics(end),
        end.history(),
        Optional.empty());
  }

  static SortedMap<String, Double> metrics(TrainState<?> end) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("steps", (double) end.step());
    end.history().stream()
        .flatMap(record -> record.validation().stream())
        .reduce((earlier, later) -> later)
        .ifPresent(
            fit -> {
              metrics.put("validationAccuracy", fit.accuracy());
              metrics.put("validationLoss", fit.loss());
            });
    if (end.step() == 0) {
      throw new RetaskException("training made no step");
    }
    return metrics;
  }
}
