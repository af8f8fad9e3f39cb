package io.retask.blackbox.meter;

import io.retask.RetaskException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps two runs off one folder. The lock ends with the process, however it ends. */
public final class RunLock implements AutoCloseable {
  private static final String NAME = "run.lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of the folder of a run.
   *
   * @throws RetaskException if another run holds it, or the folder cannot be written
   */
  public static RunLock take(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new RetaskException(
            "another run is at work in %s; wait for it or stop it, or name another folder with --out"
                .formatted(folder));
      }
      return new RunLock(channel);
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
    try {
      channel.close();
    } catch (IOException e) {
      throw new RetaskException("the lock of a run could not be released: " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // the rival is in this very process
      return null;
    }
  }
}
