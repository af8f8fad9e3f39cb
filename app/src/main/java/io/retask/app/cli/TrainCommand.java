package io.retask.app.cli;

import io.retask.app.run.Training;
import io.retask.app.run.Workbench;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Learns a program and a mapping within a budget.",
    footer = {
      "",
      "Example: retask train --box model.onnx --data lesions/ --out run --method bar --budget 5000",
      "RUN then holds recipe.yaml, ledger.db, checkpoints/, artefact/ and report.html."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin RecipeOptions options = new RecipeOptions();
  @Mixin CacheOption cache = new CacheOption();

  @Option(names = "--out", required = true, paramLabel = "RUN", description = "The run's folder.")
  Path out;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    Training training = new Training(new Workbench(cache.folder(), terminal));
    Results.printTrained(terminal, training.start(options.toRecipe(), out), json);
    return 0;
  }
}
