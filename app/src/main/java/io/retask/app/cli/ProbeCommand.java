package io.retask.app.cli;

import io.retask.app.run.Probe;
import io.retask.app.run.ProbeResult;
import io.retask.app.run.Workbench;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description =
        "What the box is: input, labels, determinism, rounding, batch against singles, latency; and"
            + " whether its answers look like those of a box that is fed the wrong range. Sends 64 images, which no ledger counts.",
    footer = {"", "Example: retask probe model.onnx --data lesions/"})
final class ProbeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin CacheOption cache = new CacheOption();

  @Parameters(paramLabel = "BOX", description = "The box.")
  String box;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Real pictures to ask it with; without them the pictures are drawn.")
  @Nullable String data;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    ProbeResult result = new Probe(new Workbench(cache.folder(), terminal)).probe(box, data);
    if (json) {
      terminal.printJson(result);
    } else {
      result.lines().forEach(terminal::print);
    }
    return 0;
  }
}
