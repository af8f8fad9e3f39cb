package io.retask.app.cli;

import io.retask.recipe.DataRecipe;
import io.retask.recipe.DataRecipe.Unreadable;
import io.retask.recipe.RecipeDraft;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How target data are read and divided; the same for every verb that trains or estimates. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Folder per class, train/val/test folders, CSV manifest, IDX folder, npz, or a name from"
              + " 'retask data list'.")
  @Nullable String data;

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "NAME",
      description = "Use these classes only.")
  @Nullable List<String> classes;

  @Option(
      names = "--labels",
      paramLabel = "N",
      description = "Learn from at most N labelled examples, drawn by class and seed.")
  @Nullable Integer labels;

  @Option(
      names = "--holdout",
      paramLabel = "N",
      description = "Keep at most N examples for the report.")
  @Nullable Integer holdout;

  @Option(
      names = "--equal-classes",
      description =
          "Learn from the same number of examples of every class, and keep as many of each where"
              + " --holdout says how many.")
  @Nullable Boolean equalClasses;

  @Option(
      names = "--test-share",
      paramLabel = "SHARE",
      description =
          "The share kept for the report where neither the publisher nor --holdout says how many"
              + " (0.3).")
  @Nullable Double testShare;

  @Option(
      names = "--validation-share",
      paramLabel = "SHARE",
      description =
          "The share of the labelled examples that follows the training, of methods that follow"
              + " theirs (0.2).")
  @Nullable Double validationShare;

  @Option(
      names = "--unreadable",
      paramLabel = "WHAT",
      description = "Files that cannot be read: ${COMPLETION-CANDIDATES} (refuse).")
  @Nullable Unreadable unreadable;

  void addTo(RecipeDraft draft) {
    draft
        .with("data.source", data)
        .with("data.classes", classes)
        .with("data.labels", labels)
        .with("data.holdout", holdout)
        .with("data.equalClasses", equalClasses)
        .with("data.testShare", testShare)
        .with("data.validationShare", validationShare)
        .with("data.unreadable", unreadable);
  }

  DataRecipe toRecipe() {
    return new DataRecipe(
        Objects.requireNonNull(data),
        classes,
        labels,
        holdout,
        validationShare,
        testShare,
        equalClasses,
        unreadable);
  }
}
