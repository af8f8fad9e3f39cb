package io.retask.app.cli;

import io.retask.app.run.HeldOut;
import io.retask.app.run.Workbench;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Metrics with intervals on data that training never saw, beside every baseline. Where DATA"
            + " is what the run was trained on, its held-out part is used.",
    footer = {"", "Example: retask evaluate run --data lesions/"})
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin CacheOption cache = new CacheOption();

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  Path run;

  @Option(names = "--data", paramLabel = "DATA", description = "The data (those of the recipe).")
  @Nullable String data;

  @Option(
      names = "--budget",
      converter = Count.class,
      paramLabel = "IMAGES",
      description = "The most images that this evaluation may send (what it needs).")
  @Nullable Long budget;

  @Option(names = "--json", description = "Print the metrics as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    HeldOut heldOut = new HeldOut(new Workbench(cache.folder(), terminal));
    Results.printEvaluated(terminal, heldOut.evaluate(run, data, budget), json);
    return 0;
  }
}
