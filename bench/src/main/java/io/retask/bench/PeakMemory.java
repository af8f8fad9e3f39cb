package io.retask.bench;

import ai.onnxruntime.OrtException;
import io.retask.onnx.OnnxBox;
import io.retask.onnx.OnnxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The peak resident memory of one process: with the engine alone, or with training. The difference
 * of two processes is what the method takes.
 */
final class PeakMemory {
  private static final int DIRECTIONS = 55;

  private PeakMemory() {}

  /**
   * Runs one of the two and says the peak.
   *
   * @param mode {@code bare} or {@code training}
   * @param steps how many steps, or their number of images for the engine alone
   */
  static void run(String mode, int steps, PrintStream out) throws IOException {
    String asked = System.getProperty("retask.bench.box");
    if (asked == null) {
      throw new IllegalArgumentException(
          "no box was named; set RETASK_JAVA_OPTIONS=-Dretask.bench.box=FILE.box.yaml to one of 299 pixels");
    }
    Network network =
        Network.described(Path.of(asked))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no description at " + asked));
    OnnxOptions options = OnnxOptions.forThisMachine();
    long images = (long) steps * (DIRECTIONS + 1) * WholeRun.BATCH;
    if (mode.toLowerCase(Locale.ROOT).equals("bare")) {
      try (BareEngine engine = BareEngine.asTheBox(network, options, 1)) {
        engine.run(images);
      } catch (OrtException e) {
        throw new IOException(e.getMessage(), e);
      }
    } else {
      try (OnnxBox box = network.open(options)) {
        new WholeRun(box, DIRECTIONS).run(1, steps);
      }
    }
    out.printf("%s, %d images: %s; load %.1f%n", mode, images, peak(), Stopwatch.load());
  }

  private static String peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("VmHWM is not told here")
        .replaceAll("\\s+", " ");
  }
}
