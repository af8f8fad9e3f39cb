package io.retask.onnx.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.onnx.OnnxOptions;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trained networks: relative error at most 3 % and cosine at least 0.999 along 24 random
 * directions. Each difference is the mean over 12 steps, which balance what 32 bits round off
 * against the kinks that longer ones cross; about 1 % of error is their own.
 */
final class NetworkGradientTest {
  private static final int DIRECTIONS = 24;
  private static final double[] STEPS =
      IntStream.range(0, 12).mapToDouble(i -> 5e-6 + i * 5e-7).toArray();

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "cifar10_resnet20",
        "mobilenet_v1_025_128",
        "mobilenet_v1_050_160",
        "mobilenet_v2_100_224",
        "nsfw_mobilenet_v2"
      })
  void gradient(String name, TestReporter reporter) {
    Path models = Path.of(System.getProperty("retask.shared", "absent")).resolve("models");
    Path described = models.resolve(name + ".box.yaml");
    assumeTrue(Files.exists(described), "the shared models are absent");
    BoxDescription description = BoxDescriptionFile.read(described);
    try (OnnxGlassBox box =
        OnnxGlassBox.open(
            name, models.resolve(name + ".onnx"), description, new OnnxOptions(1, 1, 8))) {
      TensorBatch row = SeededDraw.batch(box.spec().input(), 1, 9);
      float[] cotangent = Differences.cotangent(box, 1);
      Differences found = Differences.along(box, row, cotangent, DIRECTIONS, STEPS);
      reporter.publishEntry(name, found.toString());
      assertThat(found.relativeError()).as(found.toString()).isLessThan(0.03);
      assertThat(found.cosine()).as(found.toString()).isGreaterThan(0.999);
    }
  }
}
