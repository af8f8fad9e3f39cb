package io.retask.app.cli;

import io.retask.app.run.Estimate;
import io.retask.app.run.Estimation;
import io.retask.app.run.Workbench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "estimate",
    mixinStandardHelpOptions = true,
    description = "Says what a training would bill, before anything is sent.",
    footer = {
      "",
      "Example: retask estimate --box model.onnx --data lesions/ --method bar --budget 5000",
      "The training is rehearsed without the box, so the bill is that of the run that follows;",
      "method auto may stop before."
    })
final class EstimateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin RecipeOptions options = new RecipeOptions();
  @Mixin CacheOption cache = new CacheOption();

  @Option(names = "--json", description = "Print the estimate as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    Estimate estimate =
        new Estimation(new Workbench(cache.folder(), terminal)).estimate(options.toRecipe());
    if (json) {
      terminal.printJson(estimate);
    } else {
      terminal.print("billed images  %,d".formatted(estimate.billedImages()));
      estimate
          .byCause()
          .forEach((cause, images) -> terminal.print("  %-12s %,d".formatted(cause, images)));
      terminal.print("money          %s %s".formatted(estimate.money(), estimate.currency()));
      terminal.print(
          estimate.wallSeconds() == null
              ? "wall time      unknown: the box names no rate"
              : "wall time      about %.0f s".formatted(estimate.wallSeconds()));
    }
    return 0;
  }
}
