package io.retask.method;

import io.retask.optim.Adam;
import io.retask.optim.Clipped;
import io.retask.optim.CmaEs;
import io.retask.optim.CoordinateDescent;
import io.retask.optim.CoordinateRule;
import io.retask.optim.Differences;
import io.retask.optim.GuidedDescent;
import io.retask.optim.Importance;
import io.retask.optim.Momentum;
import io.retask.optim.Optimizer;
import io.retask.optim.Prior;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.RandomSearch;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.SpsaGains;
import io.retask.optim.UpdateRule;
import io.retask.program.Program;
import io.retask.program.Smoothing;
import io.retask.recipe.BarRecipe.UpdateRecipe;
import io.retask.recipe.EstimatorRecipe;
import io.retask.recipe.SearchRecipe;
import io.retask.recipe.SearchRecipe.EvolutionRecipe;
import io.retask.recipe.SearchRecipe.EvolutionRecipe.Covariance;
import io.retask.recipe.SearchRecipe.RandomSearchRecipe;
import io.retask.recipe.SearchRecipe.SpsaRecipe;
import io.retask.recipe.SearchRecipe.ZooRecipe;
import io.retask.train.Horizon;

/** The optimiser that a recipe asks for. */
final class SearchOptimizers {
  private static final double MOMENTUM = 0.9;

  /** Beyond that many parameters a full covariance takes more steps to learn than there are. */
  private static final int MOST_FULL = 200;

  private SearchOptimizers() {}

  /**
   * An optimiser of that program.
   *
   * @param horizon what schedules are laid over
   * @param gains of a descent; the others have their own
   */
  static Optimizer<?> of(SearchParts parts, Program program, Horizon horizon, Gains gains) {
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
    return descent(settings, parameters, horizon, gains);
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

  private static Optimizer<?> descent(
      SearchRecipe settings, int parameters, Horizon horizon, Gains gains) {
    EstimatorRecipe wanted = settings.estimator();
    UpdateRule rule = clipped(rule(settings.update().kind()), wanted, parameters);
    Schedule schedule =
        horizon.schedule(
            steps -> Schedule.exponential(gains.stepSize(), settings.update().finalShare(), steps));
    int directions = wanted.directions();
    double beta = gains.smoothing();
    return switch (wanted.kind()) {
      case ONE_SIDED -> new RandomGradientFree(directions, beta, rule, schedule);
      case ANTITHETIC -> {
        // normal directions are about sqrt(d) long
        double spread = beta / Math.sqrt(parameters);
        yield new RandomGradientFree(Differences.antithetic(directions, spread), rule, schedule);
      }
      case ORTHONORMAL ->
          new RandomGradientFree(Differences.orthonormal(directions, beta), rule, schedule);
      case GUIDED -> new GuidedDescent(directions, beta, Prior.history(), rule, schedule);
    };
  }

  /** The limit is for the estimate with the recipe's b. */
  private static UpdateRule clipped(UpdateRule rule, EstimatorRecipe wanted, int parameters) {
    if (wanted.clip() == null) {
      return rule;
    }
    double unbiased = wanted.scale() == null ? 1 : parameters / wanted.scale();
    return new Clipped(rule, wanted.clip() * Math.sqrt(parameters) * unbiased);
  }

  private static UpdateRule rule(UpdateRecipe.UpdateKind kind) {
    return switch (kind) {
      case SGD -> new Sgd();
      case MOMENTUM -> new Momentum(MOMENTUM);
      case ADAM -> Adam.standard();
    };
  }
}
