package io.retask.app.cli;

import io.retask.app.run.Prediction;
import io.retask.app.run.Predictions;
import io.retask.app.run.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = "Class and probability for each picture; bills V images a picture.",
    footer = {"", "Example: retask predict run photo.png more-photos/ --format jsonl"})
final class PredictCommand implements Callable<Integer> {
  enum Format {
    CSV,
    JSONL
  }

  @Spec CommandSpec spec;
  @Mixin CacheOption cache = new CacheOption();

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder.")
  Path run;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Pictures, or folders of pictures.")
  List<Path> paths;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv (default) or jsonl.",
      defaultValue = "csv")
  Format format;

  @Option(
      names = "--budget",
      converter = Count.class,
      paramLabel = "IMAGES",
      description = "The most images that may be sent (what is needed).")
  @Nullable Long budget;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    Predictions predictions =
        new Prediction(new Workbench(cache.folder(), terminal)).predict(run, paths, budget);
    (format == Format.CSV ? predictions.csv() : predictions.jsonLines()).forEach(terminal::print);
    return 0;
  }
}
