package io.retask.testkit.meter;

import io.retask.RetaskException;
import io.retask.blackbox.meter.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process that comes to the folder of a run, looks and leaves. */
final class NeighbourProgram {
  private NeighbourProgram() {}

  /** Arguments: the folder, and a file for what was found. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[1]), lock(Path.of(arguments[0])));
  }

  private static String lock(Path folder) {
    try {
      RunLock.take(folder).close();
      return "free";
    } catch (RetaskException held) {
      return "held";
    }
  }
}
