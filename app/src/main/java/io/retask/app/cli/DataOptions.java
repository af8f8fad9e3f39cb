package io.retask.app.cli;

import io.retask.recipe.DataRecipe;
import io.retask.recipe.RecipeDraft;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which target data, and how they are divided; the same for every verb that trains or estimates.
 */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Folder per class, train/val/test folders, CSV manifest, IDX folder, npz, or a name from"
              + " 'retask data list'.")
  @Nullable String data;

  @Mixin DivisionOptions division = new DivisionOptions();

  void addTo(RecipeDraft draft) {
    draft.with("data.source", data);
    division.addTo(draft);
  }

  DataRecipe toRecipe() {
    return division.toRecipe(Objects.requireNonNull(data));
  }
}
