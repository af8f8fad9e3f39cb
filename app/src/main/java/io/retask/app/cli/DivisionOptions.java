package io.retask.app.cli;

import io.retask.recipe.DataRecipe;
import io.retask.recipe.RecipeDraft;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How target data are read and divided. */
final class DivisionOptions {
  @Mixin ReadingOptions reading = new ReadingOptions();

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

  void addTo(RecipeDraft draft) {
    draft
        .with("data.classes", reading.classes)
        .with("data.labels", labels)
        .with("data.holdout", holdout)
        .with("data.equalClasses", equalClasses)
        .with("data.testShare", testShare)
        .with("data.validationShare", validationShare)
        .with("data.unreadable", reading.unreadable);
  }

  DataRecipe toRecipe(String source) {
    return new DataRecipe(
        source,
        reading.classes,
        labels,
        holdout,
        validationShare,
        testShare,
        equalClasses,
        reading.unreadable);
  }
}
