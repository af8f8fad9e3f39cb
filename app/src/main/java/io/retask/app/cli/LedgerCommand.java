package io.retask.app.cli;

import io.retask.app.run.Account;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Every attempt of a run, by cause, with money.",
    footer = {"", "Example: retask ledger show run --json"},
    subcommands = {LedgerCommand.Show.class, LedgerCommand.Export.class})
final class LedgerCommand {
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "The bill by cause.",
      footer = {"", "Example: retask ledger show run"})
  static final class Show implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    Path run;

    @Option(names = "--json", description = "Print the bill as JSON.")
    boolean json;

    @Override
    public Integer call() {
      Terminal terminal = new Terminal(spec);
      Account account = Account.of(run);
      if (json) {
        terminal.printJson(account);
      } else {
        account.lines().forEach(terminal::print);
      }
      return 0;
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Every attempt as CSV on standard output.",
      footer = {"", "Example: retask ledger export run > attempts.csv"})
  static final class Export implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    Path run;

    @Override
    public Integer call() {
      Terminal terminal = new Terminal(spec);
      Account.export(run, terminal::print);
      return 0;
    }
  }
}
