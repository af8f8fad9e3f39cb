package io.retask.method;

import io.retask.optim.Slope;
import io.retask.program.Smoothing;
import io.retask.recipe.BarRecipe.UpdateRecipe.UpdateKind;
import io.retask.recipe.EstimatorRecipe;
import io.retask.recipe.SearchRecipe;
import java.util.Map;

/**
 * How far a descent probes, and how far it steps.
 *
 * @param smoothing beta, in units of W
 * @param stepSize eta of the first step, for an estimate without bias
 * @param metrics what is to be told of them
 */
record Gains(double smoothing, double stepSize, Map<String, Double> metrics) {
  /** Those that a recipe states, for d parameters; a recipe without a descent has none. */
  static Gains stated(SearchRecipe settings, int parameters) {
    EstimatorRecipe estimator = settings.estimator();
    if (estimator == null) {
      return new Gains(0, 0, Map.of());
    }
    Smoothing smoothing =
        estimator.smoothing() != null
            ? Smoothing.radius(estimator.smoothing())
            : Smoothing.greyLevels(estimator.greyLevels());
    // b = d is without bias; another b only rescales eta, and nothing where steps know no scale
    boolean rescaled = estimator.scale() != null && settings.update().kind() != UpdateKind.ADAM;
    double share = rescaled ? estimator.scale() / parameters : 1;
    Double stated = settings.update().stepSize();
    // one that a probe finds is not known yet
    double stepSize = stated == null ? 1 : stated * share;
    return new Gains(smoothing.beta(parameters), stepSize, Map.of());
  }

  /** Those that a probe found. */
  Gains found(Slope slope, double foundStep) {
    return new Gains(
        slope.smoothing(),
        foundStep,
        Map.of(
            "smoothing",
            slope.smoothing(),
            "smoothingIsClear",
            slope.clear() ? 1.0 : 0.0,
            "stepSize",
            foundStep));
  }
}
