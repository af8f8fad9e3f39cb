package io.retask.method;

import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.loss.Loss;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.MappingSize;
import io.retask.optim.Optimizer;
import io.retask.optim.StepKey;
import io.retask.program.Program;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.recipe.BarRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.train.Horizon;
import io.retask.train.RunPlan;
import io.retask.train.TrainState;
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
    String section = recipe.settings() instanceof BarRecipe ? "bar" : "search";
    SearchParts parts = new SearchParts(lesson, recipe.searchSettings(), section);
    View origin = parts.origin(views);
    MappingSize size = parts.size();
    int points = points(parts, origin);
    RunPlan plan = SearchBudget.plan(parts, points);
    // what may be refused comes before the first image that is billed
    Loss loss = parts.loss();
    Gains stated = Gains.stated(parts.settings(), origin.program().parameterCount());
    ManyToOneMapping mapping = parts.firstMapping(size);
    Gains gains = SearchProbe.gains(parts, origin, parts.objective(origin, mapping, loss), stated);
    Horizon horizon =
        lesson
            .kept()
            .map(kept -> kept.horizon(plan.steps()))
            .orElseGet(() -> Horizon.of(plan.steps()));
    Optimizer<?> optimizer = SearchOptimizers.of(parts, origin.program(), horizon, gains);
    SearchTarget target = new SearchTarget(size, loss);
    return learn(new SearchRun<>(optimizer, parts, origin, plan, target, mapping), gains)
        .asking(lesson.everyPlace());
  }

  /** The points of a step do not depend on the number of steps, which depends on them. */
  private static int points(SearchParts parts, View origin) {
    try {
      Program program = origin.program();
      Gains gains = Gains.stated(parts.settings(), program.parameterCount());
      return points(SearchOptimizers.of(parts, program, Horizon.of(1), gains), origin);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRecipe(
          "section '%s' of the recipe: %s".formatted(parts.section(), wrong.getMessage()), wrong);
    }
  }

  private static <S> int points(Optimizer<S> optimizer, View origin) {
    return optimizer.ask(optimizer.start(origin.parameters()), new StepKey(0, 0)).size();
  }

  private static <S> Learned learn(SearchRun<S> run, Gains gains) {
    TrainState<S> end = run.toTheEnd();
    SortedMap<String, Double> metrics = metrics(end);
    metrics.putAll(gains.metrics());
    return new Learned(run.model(end), metrics, end.history(), Optional.empty());
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
      throw new BudgetExhausted(
          "training made no step: failed attempts left too little of the budget for the first one; go on with a higher one: `retask resume RUN --budget IMAGES`");
    }
    return metrics;
  }
}
