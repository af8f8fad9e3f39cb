package io.retask.artifact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.CorruptArtifact;
import java.nio.file.Path;
import java.util.Map;

/**
 * SHA-256 of all that decides what a model answers, kept in its manifest since format 3: of the
 * tensor files, and of the manifest itself, whose text has zeros where that digest will stand.
 */
final class Digests {
  static final String KEY = "digests";
  private static final int SINCE = 3;
  private static final String ITSELF = "manifest.json";
  private static final String OPEN = "0".repeat(64);

  private Digests() {}

  /** Puts the digests of the parts at the end of a manifest, and the place for its own. */
  static void put(Map<String, byte[]> parts, ObjectNode manifest) {
    ObjectNode digests = manifest.putObject(KEY);
    parts.forEach((name, bytes) -> digests.put(name, Sha256.of(bytes)));
    digests.put(ITSELF, OPEN);
  }

  /** The text of a manifest with its own digest in the place for it. */
  static String closed(String manifest) {
    return replaced(manifest, OPEN, Sha256.of(manifest));
  }

  /**
   * Compares a manifest with its own digest.
   *
   * @throws CorruptArtifact if it is not what was written
   */
  static void checkItself(Path file, String text, ObjectNode manifest) {
    if (kept(manifest)) {
      String wanted = wanted(ITSELF, file, manifest);
      compare(file, Sha256.of(replaced(text, wanted, OPEN)), wanted);
    }
  }

  /**
   * Compares a part with what its manifest says of it.
   *
   * @throws CorruptArtifact if it is not what was written with that manifest
   */
  static void check(Path part, byte[] bytes, ObjectNode manifest) {
    if (kept(manifest)) {
      String name = String.valueOf(part.getFileName());
      compare(part, Sha256.of(bytes), wanted(name, part.resolveSibling(ITSELF), manifest));
    }
  }

  private static boolean kept(ObjectNode manifest) {
    return manifest.path("format").asInt() >= SINCE || manifest.has(KEY);
  }

  private static String wanted(String name, Path manifestFile, ObjectNode manifest) {
    String digest = manifest.path(KEY).path(name).asText();
    if (digest.length() != OPEN.length()) {
      throw new CorruptArtifact(
          "'%s' is damaged: it has no SHA-256 of '%s'; restore the artefact"
              .formatted(manifestFile, name));
    }
    return digest;
  }

  private static void compare(Path file, String found, String wanted) {
    if (!found.equals(wanted)) {
      throw new CorruptArtifact(
          "'%s' is damaged or of another model: its SHA-256 is %s, but the manifest says %s; restore the artefact"
              .formatted(file, found, wanted));
    }
  }

  /** The digests stand last. */
  private static String replaced(String text, String from, String to) {
    int at = text.lastIndexOf(from);
    return at < 0 ? text : text.substring(0, at) + to + text.substring(at + from.length());
  }
}
