package io.retask.app.run;

import io.retask.image.view.ViewFamily;
import io.retask.image.view.ViewSampler;
import io.retask.program.ViewSource;
import io.retask.recipe.AutoRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.ViewsRecipe;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The views of pictures that a recipe asks for. */
final class PictureViews {
  private static final int PATTERN_SIDE = 4;

  private PictureViews() {}

  static ViewSource of(Recipe recipe) {
    if (recipe.settings() instanceof AutoRecipe) {
      return new ViewSampler(ViewFamily.VARIED, PATTERN_SIDE);
    }
    String name =
        recipe.settings() instanceof ViewsRecipe views ? views.family() : ViewFamily.MIXED.key();
    return Arrays.stream(ViewFamily.values())
        .filter(family -> family.key().equals(name))
        .findFirst()
        .map(family -> new ViewSampler(family, PATTERN_SIDE))
        .orElseThrow(() -> unknown(name));
  }

  private static InvalidRecipe unknown(String name) {
    return new InvalidRecipe(
        "recipe key 'views.family' is '%s'; choose one of %s"
            .formatted(
                name,
                Arrays.stream(ViewFamily.values())
                    .map(ViewFamily::key)
                    .collect(Collectors.joining(", "))));
  }
}
