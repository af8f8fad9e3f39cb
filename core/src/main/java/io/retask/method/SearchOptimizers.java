package io.retask.method;

import io.retask.optim.Adam;
import io.retask.optim.CmaEs;
import io.retask.optim.CoordinateDescent;
import io.retask.optim.CoordinateRule;
import io.retask.optim.Importance;
import io.retask.optim.Momentum;
import io.retask.optim.Optimizer;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.RandomSearch;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.SpsaGains;
import io.retask.optim.UpdateRule;
import io.retask.program.Program;
import io.retask.program.Smoothing;
import io.retask.recipe.BarRecipe.EstimatorRecipe;
import io.retask.recipe.BarRecipe.UpdateRecipe;
import io.retask.recipe.SearchRecipe;
import io.retask.recipe.SearchRecipe.EvolutionRecipe;
import io.retask.recipe.SearchRecipe.EvolutionRecipe.Covariance;
import io.retask.recipe.SearchRecipe.RandomSearchRecipe;
import io.retask.recipe.SearchRecipe.SpsaRecipe;
import io.retask.recipe.SearchRecipe.ZooRecipe;

/** The optimiser that a recipe asks for. */
final class SearchOptimizers {
  private static final double MOMENTUM = 0.9;

  /** Beyond that many parameters a full covariance takes more steps to learn than there are. */
  private static final int MOST_FULL = 200;

  private SearchOptimizers() {}

  /**
   * An optimiser of that program.
   *
   * @param steps T, over which schedules are laid
   */
  static Optimizer<?> of(SearchParts parts, Program program, long steps) {
    SearchRecipe settings = parts.settings();
    int parameters = program.parameterCount();
    if (settings.random() != null) {
      return random(settings.random());
    }
    if (settings.evolution() != null) {
      return evolution(settings.evolution(), parameters);
    }
    if (settings.zoo() != null) {
      return zoo(settings.zoo(), parameters);
    }
    if (settings.spsa() != null) {
      return spsa(settings.spsa());
    }
    return descent(settings, parameters, steps);
  }

  private static Optimizer<?> random(RandomSearchRecipe random) {
    return new RandomSearch(random.candidates(), random.spread());
  }

  private static Optimizer<?> evolution(EvolutionRecipe wanted, int parameters) {
    Covariance usual = parameters > MOST_FULL ? Covariance.DIAGONAL : Covariance.FULL;
    boolean full = (wanted.covariance() == null ? usual : wanted.covariance()) == Covariance.FULL;
    double spread = wanted.spread();
    Integer population = wanted.population();
    if (population == null) {
      return full ? CmaEs.full(spread) : CmaEs.separable(spread);
    }
    return full ? CmaEs.full(spread, population) : CmaEs.separable(spread, population);
  }

  /** A change by one parameter of d moves the values by h / sqrt(d), as a step of length h does. */
  private static Optimizer<?> zoo(ZooRecipe wanted, int parameters) {
    return new CoordinateDescent(
        wanted.coordinates(),
        Smoothing.greyLevels(wanted.greyLevels()).beta(parameters),
        Importance.uniform(),
        wanted.rule() == ZooRecipe.ZooRule.ADAM
            ? CoordinateRule.adam(Adam.standard())
            : CoordinateRule.newton(),
        Schedule.constant(wanted.stepSize()));
  }

  private static Optimizer<?> spsa(SpsaRecipe wanted) {
    return RandomGradientFree.spsa(
        new SpsaGains(
            wanted.stepSize(),
            wanted.stability(),
            wanted.stepDecay(),
            wanted.smoothing(),
            wanted.smoothingDecay(),
            wanted.momentum(),
            wanted.draws(),
            SpsaGains.pixelFrame().smallest()));
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
