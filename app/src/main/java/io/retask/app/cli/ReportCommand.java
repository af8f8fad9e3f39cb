package io.retask.app.cli;

import io.retask.app.run.Reporting;
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
    name = "report",
    mixinStandardHelpOptions = true,
    description = "One self-contained HTML file about one run or several; sends nothing.",
    footer = {"", "Example: retask report run-a run-b --out both.html"})
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin CacheOption cache = new CacheOption();

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs.")
  List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write (RUN/report.html of the first run).")
  @Nullable Path out;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    Path written = new Reporting(new Workbench(cache.folder(), terminal)).write(runs, out);
    terminal.print("report: " + written.toAbsolutePath());
    return 0;
  }
}
