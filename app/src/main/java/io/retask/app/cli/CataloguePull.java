package io.retask.app.cli;

import io.retask.app.catalog.CacheFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches one thing from a catalogue and prints where it is. */
abstract class CataloguePull implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin CacheOption cache = new CacheOption();

  @Parameters(paramLabel = "NAME", description = "A name from '${PARENT-COMMAND-NAME} list'.")
  String name;

  private final Source source;

  CataloguePull(Source source) {
    this.source = source;
  }

  /** The part of a catalogue that fetches. */
  interface Source {
    /** Fetches what has that name unless the cache has it, and says where it is. */
    Path pull(String name, CacheFolder cache, Consumer<String> progress);
  }

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    terminal.print(source.pull(name, cache.folder(), terminal::say).toString());
    return 0;
  }
}
