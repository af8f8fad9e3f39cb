package io.retask.app.catalog;

import io.retask.RetaskException;
import io.retask.artifact.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Holds files and folders against a stated digest. */
final class FileCheck {
  private FileCheck() {}

  static void check(Path file, String stated) throws IOException {
    if (!Files.exists(file)) {
      throw new RetaskException(
          "the package no longer holds %s; it cannot be used".formatted(file.getFileName()));
    }
    String actual = digest(file);
    if (!actual.equals(stated)) {
      throw new RetaskException(
          "%s has sha256 %s, but %s is expected; the package is not the one that was checked"
              .formatted(file.getFileName(), actual, stated));
    }
  }

  static String digest(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      return Sha256.of(Files.readAllBytes(file));
    }
    List<Path> inside;
    try (Stream<Path> entries = Files.list(file)) {
      inside = entries.sorted().toList();
    }
    StringBuilder lines = new StringBuilder();
    for (Path each : inside) {
      lines.append(each.getFileName()).append(' ').append(digest(each)).append('\n');
    }
    return Sha256.of(lines.toString());
  }
}
