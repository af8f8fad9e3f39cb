package io.retask.image.dataset;

import io.retask.data.InvalidData;
import io.retask.data.Manifest;
import io.retask.image.PictureDecoder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file that lists pictures. */
final class ManifestLayout {
  private ManifestLayout() {}

  static Gathered read(Path file, String name, PictureDecoder decoder) {
    List<Entry> entries = new ArrayList<>();
    for (Manifest.Entry line : Manifest.read(file)) {
      Path picture = resolve(file, line.path());
      entries.add(
          new Entry(
              line.path(),
              line.label(),
              line.group(),
              line.part(),
              () -> decoder.read(line.path(), picture)));
    }
    if (entries.isEmpty()) {
      throw new InvalidData(
          "'%s' has a header but no rows; add a line for each picture".formatted(name));
    }
    return new Gathered(name, entries, List.of());
  }

  private static Path resolve(Path file, String path) {
    try {
      return file.resolveSibling(path);
    } catch (InvalidPathException e) {
      throw new InvalidData(
          "'%s' in '%s' is no path: %s".formatted(path, file.getFileName(), e.getReason()), e);
    }
  }
}
