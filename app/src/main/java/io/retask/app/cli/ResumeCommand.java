package io.retask.app.cli;

import io.retask.app.run.Training;
import io.retask.app.run.Workbench;
import io.retask.recipe.BudgetRecipe;
import java.math.BigDecimal;
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
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Goes on with a run after any stop, as if it had not stopped.",
    footer = {"", "Example: retask resume run"})
final class ResumeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin CacheOption cache = new CacheOption();

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  Path run;

  @Option(
      names = "--budget",
      paramLabel = "IMAGES",
      description = "A higher limit of images than the run had.")
  @Nullable Long budget;

  @Option(
      names = "--money",
      paramLabel = "AMOUNT",
      description = "A higher limit of money than the run had.")
  @Nullable BigDecimal money;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    Training training = new Training(new Workbench(cache.folder(), terminal));
    BudgetRecipe more = new BudgetRecipe(budget, money);
    Results.printTrained(terminal, training.resume(run, more), json);
    return 0;
  }
}
