package io.retask.method;

import io.retask.optim.Adam;
import io.retask.optim.Momentum;
import io.retask.optim.Optimizer;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.RandomSearch;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.UpdateRule;
import io.retask.program.Program;
import io.retask.program.Smoothing;
import io.retask.recipe.BarRecipe.EstimatorRecipe;
import io.retask.recipe.BarRecipe.UpdateRecipe;
import io.retask.recipe.SearchRecipe;
import io.retask.recipe.SearchRecipe.RandomSearchRecipe;

/** The optimiser that a recipe asks for. */
final class SearchOptimizers {
  private static final double MOMENTUM = 0.9;

  private SearchOptimizers() {}

  /**
   * An optimiser of that program.
   *
   * @param steps T, over which schedules are laid
   */
  static Optimizer<?> of(SearchParts parts, Program program, long steps) {
    SearchRecipe settings = parts.settings();
    if (settings.random() != null) {
      RandomSearchRecipe random = settings.random();
      return new RandomSearch(random.candidates(), random.spread());
    }
    return descent(settings, program.parameterCount(), steps);
  }

  private static RandomGradientFree descent(SearchRecipe settings, int parameters, long steps) {
    EstimatorRecipe estimator = settings.estimator();
    UpdateRecipe update = settings.update();
    double beta =
        (estimator.smoothing() != null
                ? Smoothing.radius(estimator.smoothing())
                : Smoothing.greyLevels(estimator.greyLevels()))
            .beta(parameters);
    double unbiased = parameters;
    double eta = update.stepSize() * (estimator.scale() == null ? 1 : estimator.scale() / unbiased);
    return new RandomGradientFree(
        estimator.directions(),
        beta,
        rule(update.kind()),
        Schedule.exponential(eta, update.finalShare(), Math.max(1, steps)));
  }

  private static UpdateRule rule(UpdateRecipe.UpdateKind kind) {
    return switch (kind) {
      case SGD -> new Sgd();
      case MOMENTUM -> new Momentum(MOMENTUM);
      case ADAM -> Adam.standard();
    };
  }
}
