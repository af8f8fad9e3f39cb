package io.retask.app.cli;

import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Presets;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeDraft;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Everything that decides what a training does; the same for {@code estimate} and {@code train}.
 */
final class RecipeOptions {
  /** What names a box. */
  static final String BOXES =
      "model.onnx, something.box.yaml, torch:model.pt, or a name from 'boxes list'.";

  @Option(names = "--box", paramLabel = "BOX", description = "The black box: " + BOXES)
  @Nullable String box;

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "auto (default); views; one learned program bar, ilm, spsa-gc, zoo, cma-es,"
              + " random-search; without a program readout, knn, blm+, blm, frequency, first-k;"
              + " without the box raw, majority; with the gradients of a local .onnx or .pt file"
              + " ar; with the weights of a network (module torch) finetune, probe-features, and"
              + " scratch.")
  @Nullable String method;

  @Option(
      names = "--budget",
      paramLabel = "IMAGES",
      description =
          "The most images that training may send, validation and baselines included (no limit; auto"
              + " then asks at most 32 a labelled example).")
  @Nullable Long budget;

  @Option(
      names = "--money",
      paramLabel = "AMOUNT",
      description = "The most money that training may spend, in the currency of the box.")
  @Nullable BigDecimal money;

  @Option(
      names = "--views",
      paramLabel = "V",
      description = "How many images a prediction bills: methods auto (at most 8) and views (4).")
  @Nullable Integer views;

  @Option(names = "--seed", paramLabel = "SEED", description = "The source of every draw (1).")
  @Nullable Long seed;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Start from a recipe; the other options go on top of it.")
  @Nullable Path recipe;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Method bar with the settings of an experiment of the paper: paper-asd, paper-dr,"
              + " paper-melanoma.")
  @Nullable String preset;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set any key of the recipe, such as bar.estimator.directions=55.")
  List<String> assignments = List.of();

  Recipe toRecipe() {
    RecipeDraft draft = recipe == null ? RecipeDraft.empty() : RecipeDraft.of(recipe);
    if (preset != null) {
      if (method != null && !method.equals("bar")) {
        throw new InvalidRecipe(
            "preset '%s' is of method bar; leave out --preset or --method %s"
                .formatted(preset, method));
      }
      draft.with("method", "bar").with("bar", Presets.of(preset));
    }
    data.addTo(draft);
    draft
        .with("method", method)
        .with("box", box)
        .with("budget.images", budget)
        .with("budget.money", money)
        .with("seed", seed)
        .withDefault("method", "auto")
        .withDefault("seed", 1);
    if (views != null) {
      draft.with(viewsKey(draft.text("method")), views);
    }
    assignments.forEach(draft::withAssignment);
    return draft.finish();
  }

  private static String viewsKey(String method) {
    return Recipe.viewsKey(method)
        .orElseThrow(
            () ->
                new InvalidRecipe(
                    "--views is for methods auto and views, and method %s has no number of views; leave it out"
                        .formatted(method)));
  }
}
