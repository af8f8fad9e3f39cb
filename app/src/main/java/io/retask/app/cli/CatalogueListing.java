package io.retask.app.cli;

import io.retask.app.catalog.CatalogEntry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what a catalogue holds. */
abstract class CatalogueListing implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print the list as JSON.")
  boolean json;

  private final List<CatalogEntry> entries;

  CatalogueListing(List<CatalogEntry> entries) {
    this.entries = entries;
  }

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    if (json) {
      terminal.printJson(entries);
    } else {
      entries.forEach(entry -> print(terminal, entry));
    }
    return 0;
  }

  private static void print(Terminal terminal, CatalogEntry entry) {
    terminal.print("%-20s %s".formatted(entry.name(), entry.summary()));
    terminal.print("%-20s from %s".formatted("", entry.source()));
    terminal.print("%-20s licence: %s".formatted("", entry.licence()));
  }
}
