package io.retask.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the processor does with products of 8-bit numbers. */
final class Processor {
  private Processor() {}

  /**
   * Whether sums of such products are exact in the fast kernels: so with VNNI instructions. Without
   * them they overflow silently; where it cannot be told, the answer is no.
   */
  static boolean addsBytesExactly() {
    return addsBytesExactly(Path.of("/proc/cpuinfo"));
  }

  static boolean addsBytesExactly(Path description) {
    try {
      return Files.exists(description)
          && Files.readAllLines(description).stream()
              .anyMatch(line -> line.startsWith("flags") && line.contains("_vnni"));
    } catch (IOException e) {
      return false;
    }
  }
}
