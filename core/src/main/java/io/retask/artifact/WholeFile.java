package io.retask.artifact;

import io.retask.RetaskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is written as a whole or not at all: first beside its place as {@code NAME.part},
 * then moved there, where it replaces what stood there.
 */
public final class WholeFile {
  private WholeFile() {}

  private interface Filling {
    void fill(Path part) throws IOException;
  }

  /**
   * Writes text in UTF-8.
   *
   * @throws RetaskException if it cannot be written
   */
  public static void write(Path file, String text) {
    write(file, part -> Files.writeString(part, text));
  }

  /**
   * Writes bytes.
   *
   * @throws RetaskException if they cannot be written
   */
  public static void write(Path file, byte[] bytes) {
    write(file, part -> Files.write(part, bytes));
  }

  private static void write(Path file, Filling filling) {
    try {
      replace(file, filling);
    } catch (IOException failure) {
      throw new RetaskException(
          "'%s' cannot be written: %s; free space or allow writing, then try again"
              .formatted(file, failure),
          failure);
    }
  }

  /** Writes bytes for a caller that says itself what a failure means. */
  static void replace(Path file, byte[] bytes) throws IOException {
    replace(file, part -> Files.write(part, bytes));
  }

  private static void replace(Path file, Filling filling) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    filling.fill(part);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
