package io.retask.method;

import io.retask.blackbox.meter.Cause;
import io.retask.optim.Proposal;
import io.retask.optim.Slope;
import io.retask.optim.SmoothingProbe;
import io.retask.optim.StepKey;
import io.retask.program.View;
import io.retask.recipe.BarRecipe.UpdateRecipe.UpdateKind;
import io.retask.recipe.EstimatorRecipe;
import io.retask.recipe.EstimatorRecipe.ProbeRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.SearchRecipe;
import io.retask.train.Objective;
import org.jspecify.annotations.Nullable;

/** Finds the gains of a descent with a few images on the first mini-batch. */
final class SearchProbe {
  private SearchProbe() {}

  /** How many points are asked before the first step; 0 without a probe. */
  static int points(SearchRecipe settings) {
    ProbeRecipe wanted = probe(settings);
    return wanted == null ? 0 : of(wanted, 1).points();
  }

  private static @Nullable ProbeRecipe probe(SearchRecipe settings) {
    EstimatorRecipe estimator = settings.estimator();
    return estimator == null ? null : estimator.probe();
  }

  private static SmoothingProbe of(ProbeRecipe wanted, double floor) {
    return new SmoothingProbe(wanted.directions(), floor, wanted.factor(), wanted.radii());
  }

  /**
   * The gains that are found, or {@code stated} where the recipe has no probe.
   *
   * @param stated those of the recipe, the smoothing being the smallest that may be chosen
   * @throws InvalidRecipe if a step size is to follow from a loss that has no slope
   */
  static Gains gains(SearchParts parts, View origin, Objective objective, Gains stated) {
    ProbeRecipe wanted = probe(parts.settings());
    if (wanted == null) {
      return stated;
    }
    SmoothingProbe probe = of(wanted, stated.smoothing());
    // another seed than that of the steps, which so pay for their directions whatever is chosen
    Proposal asked =
        probe.ask(origin.parameters(), new StepKey(~parts.lesson().recipe().seed(), 0));
    double[] losses = objective.losses(Cause.PROBE, asked, parts.batches().at(0)).losses();
    Slope slope = probe.tell(asked, losses);
    return stated.found(slope, stepSize(parts, slope, wanted.share(), stated.stepSize()));
  }

  private static double stepSize(
      SearchParts parts, Slope slope, @Nullable Double share, double stated) {
    if (share == null) {
      return stated;
    }
    SearchRecipe settings = parts.settings();
    try {
      return settings.update().kind() == UpdateKind.ADAM
          ? slope.adamStep(share, settings.estimator().directions())
          : slope.plainStep(share);
    } catch (IllegalStateException flat) {
      throw new InvalidRecipe(
          "%s; set %s.estimator.greyLevels higher, or remove %s.estimator.probe.share"
              .formatted(flat.getMessage(), parts.section(), parts.section()),
          flat);
    }
  }
}
