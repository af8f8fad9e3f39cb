package io.retask.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line: one verb, one class. */
@Command(
    name = "retask",
    mixinStandardHelpOptions = true,
    version = "retask 0.1.0",
    description = {
      "Turns a classifier that you may only query into the classifier that your small data set"
          + " needs, for the fewest billed queries.",
      ""
    },
    synopsisSubcommandLabel = "VERB",
    subcommandsRepeatable = false,
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Example: retask demo --out demo-run",
      "Exit codes: 0 done, 2 wrong usage or recipe, 3 budget ended before there was a result,",
      "4 the box failed for good, 5 bad data, 6 corrupt or foreign artefact, 130 interrupted."
    },
    subcommands = {
      DemoCommand.class,
      BoxesCommand.class,
      DataCommand.class,
      ProbeCommand.class,
      EstimateCommand.class,
      TrainCommand.class,
      ResumeCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      StudyCommand.class,
      AttackCommand.class,
      PredictCommand.class,
      ReportCommand.class,
      LedgerCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(execute(commandLine(), arguments));
  }

  /** The same without ending the process. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return execute(commandLine().setOut(out).setErr(err), arguments);
  }

  /** Scripts read what is printed, so numbers look the same on every machine. */
  private static int execute(CommandLine line, String... arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    return line.execute(arguments);
  }

  private static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(new Misuse())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
