package io.retask.app.cli;

import io.retask.app.catalog.CacheFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where pulled boxes and data are kept. */
final class CacheOption {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where pulled boxes and data are kept (RETASK_CACHE, or the user's cache).")
  @Nullable Path cache;

  CacheFolder folder() {
    return CacheFolder.locate(Optional.ofNullable(cache), System.getenv());
  }
}
