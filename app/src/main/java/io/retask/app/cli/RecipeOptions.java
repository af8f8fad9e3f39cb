package io.retask.app.cli;

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
  @Option(
      names = "--box",
      paramLabel = "BOX",
      description =
          "The black box: model.onnx, something.box.yaml, torch:model.pt, or a name from 'boxes"
              + " list'.")
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
      description = "The most images that training may send, validation and baselines included.")
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
    draft.with(draft.has("method", "auto") ? "auto.views" : "views.count", views);
    assignments.forEach(draft::withAssignment);
    return draft.finish();
  }
}
