package io.retask.onnx.gradient;

import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.onnx.OnnxOptions;
import io.retask.onnx.convert.ImportOptions;
import io.retask.onnx.convert.InceptionFile;
import io.retask.onnx.convert.ModelImport;
import io.retask.onnx.convert.Precision;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Inception-V3, imported as real numbers, beside a forward pass in 64 bits. */
@Tag("slow")
final class InceptionGradientTest {
  /** One pass in 64 bits takes some seconds, and a direction takes two. */
  private static final int DIRECTIONS = 4;

  @TempDir Path folder;

  @Test
  void gradient(TestReporter reporter) throws IOException, InterruptedException {
    Path described =
        ModelImport.importFile(
                InceptionFile.fetched(folder), folder, ImportOptions.of(Precision.FLOAT))
            .description();
    BoxDescription description = BoxDescriptionFile.read(described);
    Path file = described.resolveSibling(description.file());
    try (OnnxGlassBox box =
        OnnxGlassBox.open("inception", file, description, new OnnxOptions(1, 1, 1))) {
      TensorBatch row = SeededDraw.batch(box.spec().input(), 1, 9);
      Differences found =
          Differences.check(box, DoubleNetwork.read(file, description), row, DIRECTIONS, 0.02);
      reporter.publishEntry("inception", found.toString());
    }
  }
}
