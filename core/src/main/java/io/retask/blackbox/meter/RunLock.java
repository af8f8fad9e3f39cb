package io.retask.blackbox.meter;

import io.retask.RetaskException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps two runs off one folder. The lock ends with the process, however it ends. */
public final class RunLock implements AutoCloseable {
  private static final String NAME = "run.lock";

  /**
   * The folders that this process holds. A rival in the process is refused before it opens the
   * file: closing any descriptor of a file lets go of every lock that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private RunLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock of the folder of a run.
   *
   * @throws RetaskException if another run holds it, or the folder cannot be written
   */
  public static RunLock take(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (!HELD.add(real)) {
        throw taken(folder);
      }
      try {
        return new RunLock(real, locked(real.resolve(NAME)).orElseThrow(() -> taken(folder)));
      } catch (IOException | RuntimeException e) {
        HELD.remove(real);
        throw e;
      }
    } catch (IOException e) {
      throw new RetaskException(
          "the folder %s cannot be locked: %s; check that it exists and is writable"
              .formatted(folder, e),
          e);
    }
  }

  /**
   * Works while holding the lock of a folder.
   *
   * @throws RetaskException if another run holds it, or the folder cannot be written
   */
  public static <T> T holding(Path folder, Supplier<T> work) {
    RunLock lock = take(folder);
    try {
      return work.get();
    } finally {
      lock.close();
    }
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new RetaskException("the lock of a run could not be released: " + e.getMessage(), e);
    } finally {
      HELD.remove(folder);
    }
  }

  private static Optional<FileChannel> locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(channel);
  }

  private static RetaskException taken(Path folder) {
    return new RetaskException(
        "another run is at work in %s; wait for it or stop it, or name another folder with --out"
            .formatted(folder));
  }
}
