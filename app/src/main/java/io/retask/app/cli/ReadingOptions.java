package io.retask.app.cli;

import io.retask.recipe.DataRecipe;
import io.retask.recipe.DataRecipe.Unreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How target data are read. */
final class ReadingOptions {
  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "NAME",
      description = "Use these classes only.")
  @Nullable List<String> classes;

  @Option(
      names = "--unreadable",
      paramLabel = "WHAT",
      description = "Files that cannot be read: ${COMPLETION-CANDIDATES} (refuse).")
  @Nullable Unreadable unreadable;

  DataRecipe toRecipe(String source) {
    return new DataRecipe(source, classes, null, null, null, null, null, unreadable);
  }
}
