package io.retask.recipe;

import org.jspecify.annotations.Nullable;

/**
 * Settings of method {@code auto}.
 *
 * @param views the most views that a prediction may bill, V: 1 to 64
 * @param candidates the most views to choose among; each costs one image a labelled row; V to 256
 * @param leastGain the share of the cross-validated error that a doubling of the candidates must
 *     take away for the search to go on, from the first doubling of at least 4 and V candidates on;
 *     from 0 up to, not including, 1
 */
public record AutoRecipe(
    @Nullable Integer views, @Nullable Integer candidates, @Nullable Double leastGain)
    implements MethodSettings {
  /** Up to 8 of 32 views; the search ends where a doubling takes less than a hundredth away. */
  public static final AutoRecipe DEFAULT = new AutoRecipe(null, null, null);

  /** Fills the defaults in and checks the ranges. */
  public AutoRecipe {
    views = views == null ? Integer.valueOf(8) : views;
    Range.check("auto.views", views, 1, 64);
    candidates = candidates == null ? Integer.valueOf(Math.max(32, views)) : candidates;
    Range.check("auto.candidates", candidates, views, 256);
    leastGain = leastGain == null ? Double.valueOf(0.01) : leastGain;
    Range.check("auto.leastGain", leastGain, 0, Math.nextDown(1.0));
  }

  @Override
  public int mostViews() {
    return views;
  }
}
