package io.retask.recipe;

import org.jspecify.annotations.Nullable;

/**
 * Settings of method {@code views}: several fixed programs and one joint readout.
 *
 * @param count how many views, V: the bill for one prediction; 1 to 64
 * @param family the kind of transformation that views are drawn from
 */
public record ViewsRecipe(@Nullable Integer count, @Nullable String family)
    implements MethodSettings {
  /** Four views of mixed kinds, the first of them unprogrammed. */
  public static final ViewsRecipe DEFAULT = new ViewsRecipe(null, null);

  /** Fills the defaults in and checks the ranges. */
  public ViewsRecipe {
    count = count == null ? Integer.valueOf(4) : count;
    family = family == null ? "mixed" : family;
    Range.check("views.count", count, 1, 64);
  }

  @Override
  public int mostViews() {
    return count;
  }
}
