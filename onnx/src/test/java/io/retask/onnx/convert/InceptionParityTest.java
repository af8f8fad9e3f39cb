package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.blackbox.BlackBox;
import io.retask.onnx.OnnxBoxProvider;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Inception-V3 as npm hands it out, imported, against the TFLite runtime on real pictures. */
@Tag("slow")
final class InceptionParityTest {
  private static final int PICTURES = 20;
  @TempDir Path folder;

  @Test
  void bothPrecisionsAgreeWithinOneStepInTheMean(TestReporter reporter)
      throws IOException, InterruptedException {
    assumeTrue(Files.exists(Pictures.shared()), "the shared data are absent");
    List<Path> pictures = Pictures.sample();
    Path source = InceptionFile.fetched(folder);
    Agreement real = Agreement.exact();
    Agreement narrow = Agreement.exact();
    try (TfliteRuntime reference = new TfliteRuntime(source);
        BlackBox whole = open(source, Precision.FLOAT);
        BlackBox bytes = open(source, Precision.INT8)) {
      for (int i = 0; i < PICTURES; i++) {
        TensorBatch row = Pictures.read(pictures.get(i * 50), 299, 299);
        float[] expected = reference.run(Pictures.interleaved(row));
        real.add(whole.query(row).values(), expected);
        narrow.add(bytes.query(row).values(), expected);
      }
      real.in(reference.quantum());
      narrow.in(reference.quantum());
    }
    reporter.publishEntry("measured", "FLOAT %s; INT8 %s".formatted(real, narrow));
    assertThat(real.mean()).as("FLOAT: %s", real).isLessThan(1);
    assertThat(narrow.mean()).as("INT8: %s", narrow).isLessThan(1);
    assertThat(real.sameTop()).as("FLOAT: %s", real).isEqualTo(PICTURES);
    assertThat(narrow.sameTop()).as("INT8: %s", narrow).isEqualTo(PICTURES);
  }

  private BlackBox open(Path source, Precision precision) {
    Path described =
        ModelImport.importFile(source, folder, ImportOptions.of(precision).named(precision.name()))
            .description();
    return new OnnxBoxProvider().open(described.toString(), folder);
  }
}
