package io.retask.app.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ctrl-C for a process that was begun by a test. */
final class CtrlC {
  private static final int SIGINT_BIT = 1 << (2 - 1);

  private CtrlC() {}

  /**
   * Sends it; skips the test where it cannot be heard. A shell that runs a command in the
   * background hands SIGINT on as ignored, and no Java process ends that.
   */
  static void to(Process process) throws IOException, InterruptedException {
    assumeThat(ignored(process.pid()))
        .as("SIGINT was inherited as ignored; run the tests in the foreground")
        .isFalse();
    Process signal = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assumeThat(signal.waitFor()).as("'kill' is needed").isZero();
  }

  /** Known on Linux only; false elsewhere. */
  private static boolean ignored(long process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process), "status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(mask -> (mask & SIGINT_BIT) != 0);
  }
}
