package io.retask.image.dataset;

import io.retask.data.InvalidData;
import io.retask.data.NaturalOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists a folder in natural order, and never leaves it. */
final class FolderWalk {
  private static final int DEEPEST = 16;

  private final Path root;
  private final Path realRoot;

  FolderWalk(Path root) throws IOException {
    this.root = root;
    this.realRoot = root.toRealPath();
  }

  /** The folders directly in a folder. */
  List<Path> folders(Path folder) throws IOException {
    return children(folder).stream().filter(Files::isDirectory).toList();
  }

  /** The files directly in a folder. */
  List<Path> files(Path folder) throws IOException {
    return children(folder).stream().filter(child -> !Files.isDirectory(child)).toList();
  }

  /** All files in a folder and the folders below it. */
  List<Path> allFiles(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    collect(folder, 0, found);
    return found;
  }

  private void collect(Path folder, int depth, List<Path> found) throws IOException {
    if (depth > DEEPEST) {
      throw new InvalidData(
          "'%s' is more than %d folders deep; make it flatter".formatted(id(folder), DEEPEST));
    }
    found.addAll(files(folder));
    for (Path child : folders(folder)) {
      collect(child, depth + 1, found);
    }
  }

  private List<Path> children(Path folder) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      List<Path> children =
          listed
              .sorted(Comparator.comparing(p -> p.getFileName().toString(), NaturalOrder.INSTANCE))
              .toList();
      for (Path child : children) {
        if (Files.isSymbolicLink(child)) {
          checkLink(child);
        }
      }
      return children;
    }
  }

  private void checkLink(Path link) throws IOException {
    if (!Files.exists(link)) {
      throw new InvalidData("the link '%s' leads nowhere; remove it".formatted(id(link)));
    }
    if (!link.toRealPath().startsWith(realRoot)) {
      throw new InvalidData(
          "the link '%s' leaves the folder of the data; copy the file there instead"
              .formatted(id(link)));
    }
    if (Files.isDirectory(link)) {
      throw new InvalidData(
          "the link '%s' leads to a folder of the same data, which would be read twice; remove it"
              .formatted(id(link)));
    }
  }

  /** The path relative to the root, with slashes. */
  String id(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
