package io.retask.app.cli;

import io.retask.app.compare.Compared;
import io.retask.app.compare.Comparing;
import io.retask.app.compare.ComparisonRequest;
import io.retask.app.run.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Compares methods at equal bills on one box and one data set: accuracy against billed"
            + " images, with tests of the differences. Every training has an account of its own;"
            + " the box is asked once for equal content. The same command goes on after any stop.",
    footer = {
      "",
      "Example: retask compare --box model.onnx --data lesions/ --methods auto:4,auto:8,readout,raw"
          + " --budgets 1n,3n,10n --seeds 3 --out comparison",
      "FOLDER then holds comparison.html, results.json, results.csv, predictions/ and ledger.db."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin DataOptions data = new DataOptions();
  @Mixin CacheOption cache = new CacheOption();

  @Option(
      names = "--box",
      required = true,
      paramLabel = "BOX",
      description = "The black box: " + RecipeOptions.BOXES)
  String box;

  @Option(
      names = "--methods",
      required = true,
      split = ",",
      paramLabel = "METHOD",
      description =
          "What to compare; METHOD:V for a number of views, such as auto:8; METHOD/VARIANT for"
              + " one method with several settings.")
  List<String> methods;

  @Option(
      names = "--budgets",
      required = true,
      split = ",",
      paramLabel = "IMAGES",
      description = "What a training may bill: images, or 3n for three images a labelled example.")
  List<String> budgets;

  @Mixin ContestOptions contest = new ContestOptions();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where everything is kept (${DEFAULT-VALUE}).")
  Path out = Path.of("comparison");

  @Override
  public Integer call() {
    if (data.data == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--data=DATA'");
    }
    Terminal terminal = new Terminal(spec);
    Comparing comparing = new Comparing(new Workbench(cache.folder(), terminal));
    Compared compared = comparing.compare(request(), out);
    contest.print(terminal, compared, compared.asList());
    return 0;
  }

  private ComparisonRequest request() {
    return contest.request(
        box, data.toRecipe(), methods, budgets, new ContestOptions.Usual(List.of(), 3));
  }
}
