package io.retask.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.onnx.OnnxOptions;
import io.retask.onnx.gradient.OnnxGlassBox;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradients of ONNX files against those of libtorch: two programs that share no line. Relative
 * error at most 2 %, cosine at least 0.999; what is left is float32.
 */
@Tag("slow")
final class TorchOracleTest {
  @BeforeEach
  void onlyHere() {
    Ground.needsLibtorch();
  }

  private static OnnxGlassBox onnx(String name) {
    return OnnxGlassBox.open(
        name,
        Ground.shared(name + ".onnx"),
        BoxDescriptionFile.read(Ground.shared(name + ".box.yaml")),
        OnnxOptions.forThisMachine());
  }

  private static float[] cotangent(int size) {
    float[] cotangent = new float[size];
    for (int i = 0; i < size; i++) {
      cotangent[i] = (float) (2 * SeededDraw.uniform(11, i) - 1);
    }
    return cotangent;
  }

  private record Agreement(double error, double cosine) {
    static Agreement of(float[] actual, float[] expected) {
      double off = 0;
      double size = 0;
      double own = 0;
      double both = 0;
      for (int i = 0; i < expected.length; i++) {
        double difference = (double) actual[i] - expected[i];
        off += difference * difference;
        size += (double) expected[i] * expected[i];
        own += (double) actual[i] * actual[i];
        both += (double) actual[i] * expected[i];
      }
      return new Agreement(Math.sqrt(off / size), both / Math.sqrt(own * size));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "cifar10_resnet20",
        "mobilenet_v1_025_128",
        "mobilenet_v1_050_160",
        "mobilenet_v2_100_224"
      })
  void twoProgramsAgree(String name, TestReporter reporter) {
    try (TorchBox torch = TorchBox.open(TorchFile.of(Ground.shared(name + ".pt")));
        OnnxGlassBox onnx = onnx(name)) {
      TensorBatch rows = SeededDraw.batch(torch.spec().input(), 4, 9);
      float[] cotangent = cotangent(4 * torch.spec().classes());
      Agreement scores = Agreement.of(onnx.query(rows).values(), torch.query(rows).values());
      Agreement gradients =
          Agreement.of(
              onnx.gradient(rows, cotangent).values(), torch.gradient(rows, cotangent).values());
      reporter.publishEntry(name, "scores " + scores + ", gradients " + gradients);
      assertThat(scores.error()).isLessThan(1e-4);
      assertThat(gradients.error()).isLessThan(0.02);
      assertThat(gradients.cosine()).isGreaterThan(0.999);
    }
  }
}
