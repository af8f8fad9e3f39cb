package io.retask.app.cli;

import io.retask.app.compare.Compared;
import io.retask.app.compare.ComparisonRequest;
import io.retask.app.compare.Entrant;
import io.retask.app.compare.TrainingBudget;
import io.retask.recipe.DataRecipe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How methods are set against one another; the same for {@code compare} and {@code study}. */
final class ContestOptions {
  @Option(
      names = "--seeds",
      paramLabel = "K",
      description =
          "How many divisions of the data, each with a training of its own (3; a study: 1).")
  @Nullable Integer seeds;

  @Option(
      names = "--views",
      split = ",",
      paramLabel = "V",
      description = "The numbers of views of methods that have one (the method's own).")
  List<Integer> views = List.of();

  @Option(
      names = "--max-images",
      paramLabel = "IMAGES",
      description = "The most images that may be sent in all, test rows included.")
  @Nullable Long maxImages;

  @Option(
      names = "--money",
      paramLabel = "AMOUNT",
      description = "The most money that may be spent in all, in the currency of the box.")
  @Nullable BigDecimal money;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Set a key of the recipes, such as bar.batch=10, or METHOD:KEY=VALUE for one method,"
              + " METHOD/VARIANT:KEY=VALUE for one variant. Box, data, seed and budget are the same"
              + " for all and have options of their own.")
  List<String> settings = List.of();

  @Option(
      names = "--redo",
      split = ",",
      paramLabel = "METHOD",
      description =
          "Make the finished trainings of these methods again, from stored answers; METHOD:V or"
              + " METHOD/VARIANT for one of several.")
  Set<String> redo = Set.of();

  @Option(names = "--json", description = "Print the results as JSON.")
  boolean json;

  /**
   * What is to be compared.
   *
   * @param usual what holds where the user says nothing
   */
  ComparisonRequest request(
      String box, DataRecipe data, List<String> methods, List<String> budgets, Usual usual) {
    List<String> all = new ArrayList<>(usual.settings());
    all.addAll(settings);
    ComparisonRequest request =
        new ComparisonRequest(
            box,
            data,
            Entrant.list(methods, views),
            budgets.stream().map(TrainingBudget::parse).toList(),
            seeds == null ? usual.seeds() : seeds,
            all,
            maxImages,
            money,
            redo);
    request.refuseUnused(settings);
    return request;
  }

  /** Prints the table, or if asked what stands for it in JSON. */
  void print(Terminal terminal, Compared compared, Object asJson) {
    if (json) {
      terminal.printJson(asJson);
    } else {
      ComparedTable.print(terminal, compared);
    }
  }

  /**
   * What holds where the user says nothing.
   *
   * @param settings that the user's go on top of
   * @param seeds how many
   */
  record Usual(List<String> settings, int seeds) {}
}
