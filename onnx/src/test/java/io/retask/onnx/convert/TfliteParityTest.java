package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.Scores;
import io.retask.onnx.OnnxBoxProvider;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imported files against the TFLite runtime, on real pictures. */
final class TfliteParityTest {
  private static final int PICTURES = 20;
  @TempDir Path folder;

  private BlackBox open(Path source, Precision precision) {
    Path described = ModelImport.importFile(source, folder, ImportOptions.of(precision));
    return new OnnxBoxProvider().open(described.toString(), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v1_0.25_128_quant.tflite,FLOAT,15",
    "mobilenet_v1_0.25_128_quant.tflite,INT8,17",
    "mobilenet_v1_0.5_160_quant.tflite,FLOAT,16",
    "mobilenet_v1_0.5_160_quant.tflite,INT8,18",
    "mobilenet_v2_1.0_224_quant.tflite,FLOAT,16",
    "mobilenet_v2_1.0_224_quant.tflite,INT8,18",
  })
  void quantisedFilesAgreeWithTheRuntime(String file, Precision precision, int sameTop)
      throws IOException {
    Path source = Pictures.shared().resolve("models").resolve(file);
    assumeTrue(Files.exists(source), "the shared models are absent");
    List<Path> pictures = Pictures.sample();
    int same = 0;
    double difference = 0;
    double quantum;
    try (BlackBox box = open(source, precision);
        TfliteRuntime reference = new TfliteRuntime(source)) {
      quantum = reference.quantum();
      Shape shape = box.spec().input();
      for (int i = 0; i < PICTURES; i++) {
        TensorBatch row = Pictures.read(pictures.get(i * 50), shape.axis(1), shape.axis(2));
        Scores actual = box.query(row);
        float[] expected = reference.run(Pictures.interleaved(row));
        Scores wanted = Scores.wrap(1, expected.length, actual.kind(), expected);
        same += wanted.best(0) == actual.best(0) ? 1 : 0;
        difference += meanDifference(actual.values(), expected) / PICTURES;
      }
    }
    String measured =
        "%s %s: same top-1 %d of %d, mean difference %.4f, quantum %.4f"
            .formatted(file, precision, same, PICTURES, difference, quantum);
    assertThat(difference).as(measured).isLessThan(quantum);
    assertThat(same).as(measured).isGreaterThanOrEqualTo(sameTop);
  }

  @ParameterizedTest
  // the runtime rounds the inputs of 8-bit weights on the way, so the second agrees less closely
  @CsvSource({"vww_96_float.tflite,1e-5", "kws_dscnn_float32.tflite,0.02"})
  void filesOfRealNumbersAgreeWithTheRuntime(String file, double tolerance) {
    Path source = Pictures.shared().resolve("models").resolve(file);
    assumeTrue(Files.exists(source), "the shared models are absent");
    SplittableRandom random = new SplittableRandom(7);
    try (BlackBox box = open(source, Precision.FLOAT);
        TfliteRuntime reference = new TfliteRuntime(source)) {
      for (int i = 0; i < PICTURES; i++) {
        TensorBatch row = TensorBatch.allocate(box.spec().input(), 1);
        float[] turned = new float[row.values().length];
        boolean picture = row.shape().rank() == 3 && row.shape().axis(0) == 3;
        int area = turned.length / 3;
        for (int k = 0; k < turned.length; k++) {
          row.values()[k] = (float) random.nextDouble();
          turned[picture ? k % area * 3 + k / area : k] = row.values()[k];
        }
        assertThat(meanDifference(box.query(row).values(), reference.run(turned)))
            .isLessThan(tolerance);
      }
    }
  }

  private static double meanDifference(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs(actual[i] - expected[i]);
    }
    return sum / actual.length;
  }
}
