package io.retask.app.catalog;

import io.retask.RetaskException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Where pulled things are kept. A folder in it is complete or absent: it is filled under another
 * name and moved into place. Threads and processes that want the same one wait for each other.
 */
public final class CacheFolder {
  /** One process holds one file lock at a time: two of its threads could not share it. */
  private static final Lock ONE_THREAD = new ReentrantLock();

  private final Path root;

  /** A cache in this folder, which is made when it is needed. */
  public CacheFolder(Path root) {
    this.root = root.toAbsolutePath();
  }

  /**
   * The cache to use: the folder given, else {@code RETASK_CACHE}, else {@code retask} under {@code
   * XDG_CACHE_HOME}, else {@code .cache/retask} under {@code HOME}.
   *
   * @param chosen what the user named
   * @param environment the variables of the process
   */
  public static CacheFolder locate(Optional<Path> chosen, Map<String, String> environment) {
    return new CacheFolder(
        chosen
            .or(() -> variable(environment, "RETASK_CACHE").map(Path::of))
            .or(() -> variable(environment, "XDG_CACHE_HOME").map(base -> Path.of(base, "retask")))
            .or(() -> variable(environment, "HOME").map(home -> Path.of(home, ".cache", "retask")))
            .orElseThrow(
                () ->
                    new RetaskException(
                        "there is no place for the cache: RETASK_CACHE, XDG_CACHE_HOME and HOME are"
                            + " all unset; name one with --cache DIR")));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** Fills an empty folder; whatever it throws, the folder is taken away again. */
  @FunctionalInterface
  interface Filler {
    void fill(Path empty) throws IOException;
  }

  /** The folder {@code kind/name}, if it is there. */
  Optional<Path> ready(String kind, String name) {
    return Optional.of(root.resolve(kind).resolve(name)).filter(Files::isDirectory);
  }

  /** The folder {@code kind/name}, filled by the first who asks for it. */
  Path once(String kind, String name, Filler filler) {
    Path ready = root.resolve(kind).resolve(name);
    if (Files.isDirectory(ready)) {
      return ready;
    }
    ONE_THREAD.lock();
    try {
      Files.createDirectories(ready.getParent());
      Path mark = ready.resolveSibling("." + name + ".lock");
      try (FileChannel channel =
              FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && !Files.isDirectory(ready)) {
          fill(ready, name, filler);
        }
      }
      return ready;
    } catch (IOException e) {
      throw new RetaskException(
          "cannot keep '%s' in the cache %s (%s); free some space or name another with --cache DIR"
              .formatted(name, root, e),
          e);
    } finally {
      ONE_THREAD.unlock();
    }
  }

  private static void fill(Path ready, String name, Filler filler) throws IOException {
    Path empty = Files.createTempDirectory(ready.getParent(), "." + name + "-");
    try {
      filler.fill(empty);
      Files.move(empty, ready, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(empty);
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
