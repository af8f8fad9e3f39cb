package io.retask.app.cli;

import io.retask.app.catalog.CatalogEntry;
import java.util.List;

/** How a list of things that can be pulled looks. */
final class Catalogues {
  private Catalogues() {}

  static void print(Terminal terminal, List<CatalogEntry> entries, boolean json) {
    if (json) {
      terminal.printJson(entries);
      return;
    }
    for (CatalogEntry entry : entries) {
      terminal.print("%-20s %s".formatted(entry.name(), entry.summary()));
      terminal.print("%-20s from %s".formatted("", entry.source()));
      terminal.print("%-20s licence: %s".formatted("", entry.licence()));
    }
  }
}
