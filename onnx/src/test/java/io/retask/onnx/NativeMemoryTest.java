package io.retask.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl;
import io.retask.RetaskException;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.onnx.convert.OnnxGraph;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries that succeed, queries that fail and boxes that do not open must not keep memory. */
final class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int SIDE = 64;
  private static final int QUERIES = 2_000;
  private static final long ALLOWED_KB = 40_000;
  @TempDir Path folder;

  /** Answers one row of any two, but breaks on three: a reshape that does not come out. */
  private Path write() throws IOException {
    OnnxGraph graph = new OnnxGraph("breaks");
    String input = graph.input("image", OnnxMl.TensorProto.DataType.FLOAT, -1, 3, SIDE, SIDE);
    String wide = graph.longs("shape", -1, 2L * 3 * SIDE * SIDE);
    String pairs = graph.node("Reshape", "pairs", List.of(input, wide));
    String narrow = graph.longs("back", -1, 3L * SIDE * SIDE);
    String rows = graph.node("Reshape", "rows", List.of(pairs, narrow));
    graph.output(rows, -1, 3L * SIDE * SIDE);
    byte[] bytes = graph.toBytes();
    Files.write(folder.resolve("breaks.onnx"), bytes);
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < 3 * SIDE * SIDE; i++) {
      labels.append(i).append('\n');
    }
    Files.writeString(folder.resolve("names.txt"), labels);
    return Files.writeString(
        folder.resolve("breaks.box.yaml"),
        """
        file: breaks.onnx
        input: {name: image, layout: NCHW, channels: RGB, height: 64, width: 64, type: float32}
        output: {name: rows, scores: logits, visibility: full, labels: names.txt}
        """);
  }

  private static long residentKb() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void memoryStaysBoundedOverSuccessesAndFailures() throws IOException {
    assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    TensorBatch good = TensorBatch.allocate(Shape.of(3, SIDE, SIDE), 2);
    TensorBatch bad = TensorBatch.allocate(Shape.of(3, SIDE, SIDE), 3);
    try (BlackBox box =
        new OnnxBoxProvider(new OnnxOptions(1, 1, 4)).open(write().toString(), folder)) {
      ask(box, good, bad, 200);
      long before = residentKb();
      ask(box, good, bad, QUERIES);
      assertThat(residentKb() - before).isLessThan(ALLOWED_KB);
    }
  }

  private static void ask(BlackBox box, TensorBatch good, TensorBatch bad, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(box.query(good).count()).isEqualTo(2);
      assertThatThrownBy(() -> box.query(bad))
          .isInstanceOfSatisfying(
              BlackBoxFailure.class, failure -> assertThat(failure.retryable()).isFalse())
          .hasMessageStartingWith("'breaks' failed on a batch of 3x3x64x64: ");
    }
  }

  @Test
  void boxesThatDoNotOpenKeepNoMemory() throws IOException {
    assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    Path described = write();
    Files.writeString(described, Files.readString(described).replace("height: 64", "height: 32"));
    openInVain(described, 20);
    long before = residentKb();
    openInVain(described, 200);
    assertThat(residentKb() - before).isLessThan(ALLOWED_KB);
  }

  private void openInVain(Path described, int times) {
    OnnxBoxProvider provider = new OnnxBoxProvider(new OnnxOptions(1, 1, 4));
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> provider.open(described.toString(), folder))
          .isInstanceOf(RetaskException.class);
    }
  }
}
