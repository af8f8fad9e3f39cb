package io.retask.torch;

import io.retask.RetaskException;
import io.retask.artifact.Sha256;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A TorchScript file that is described: {@code NAME.pt} beside {@code NAME.box.yaml}. The
 * description may be that of {@code NAME.onnx}: files of one name take the same input and give the
 * same scores.
 *
 * @param path the file
 * @param description what it takes and answers
 */
record TorchFile(Path path, BoxDescription description) {
  static final String ENDING = ".pt";

  /**
   * Finds the description.
   *
   * @throws RetaskException if the file or its description is missing, or describes another file
   */
  static TorchFile of(Path path) {
    if (!Files.exists(path)) {
      throw new RetaskException(
          "there is no TorchScript file %s; name one that ends in .pt".formatted(path));
    }
    Path described = path.resolveSibling(stem(path) + BoxDescriptionFile.ENDING);
    if (!Files.exists(described)) {
      throw new RetaskException(
          "%s has no description; write %s beside it (docs/boxes.md shows the format)"
              .formatted(path, described.getFileName()));
    }
    BoxDescription description = BoxDescriptionFile.read(described);
    if (!stem(Path.of(description.file())).equals(stem(path))) {
      throw new RetaskException(
          "%s describes '%s', not '%s'; correct 'file' in it"
              .formatted(described, description.file(), path.getFileName()));
    }
    return new TorchFile(path, description);
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** What people call it. */
  String name() {
    return stem(path);
  }

  /**
   * The file's bytes.
   *
   * @throws RetaskException if they cannot be read, or are not those that the description states
   */
  byte[] read() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException failure) {
      throw new RetaskException(
          "%s cannot be read (%s); put it there again".formatted(path, failure), failure);
    }
    // a digest of NAME.onnx says nothing of NAME.pt
    if (description.file().equals(String.valueOf(path.getFileName()))) {
      description.sha256().ifPresent(stated -> same(stated, Sha256.of(bytes)));
    }
    return bytes;
  }

  private void same(String stated, String actual) {
    if (!stated.equals(actual)) {
      throw new RetaskException(
          "%s has sha256 %s, but its description says %s; fetch the file again or correct sha256"
              .formatted(path, actual, stated));
    }
  }

  /** A digest that changes when the answers may change. */
  static String fingerprint(byte[] bytes, BoxDescription description) {
    return Sha256.of("torch|" + Sha256.of(bytes) + "|" + description.canonical());
  }
}
