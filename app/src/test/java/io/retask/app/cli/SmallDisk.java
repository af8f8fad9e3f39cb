package io.retask.app.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk that fills up, where the tests may mount one; they are skipped elsewhere. */
record SmallDisk(Path path) implements AutoCloseable {
  private static final int PAGE = 4096;

  static SmallDisk mount(Path path, String size) throws IOException {
    Files.createDirectories(path);
    int code = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    assumeThat(code).as("mounting needs rights").isZero();
    return new SmallDisk(path);
  }

  void remount(String option) {
    assumeThat(run("mount", "-o", "remount," + option, path.toString())).isZero();
  }

  /** Writes a file of its own until no more than that many bytes are free. */
  void fillUpTo(long free) throws IOException {
    FileStore store = Files.getFileStore(path);
    while (store.getUsableSpace() > free) {
      Files.write(filler(), new byte[PAGE], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** Whether that file is there. */
  boolean isFilled() {
    return Files.exists(filler());
  }

  /** Takes that file away. */
  void empty() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return path.resolve("filler");
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException absent) {
      return -1;
    } catch (InterruptedException broken) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() {
    run("umount", path.toString());
  }
}
