package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.onnx.OnnxBoxProvider;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Imported files against the TFLite runtime. Quantised files are compared before their softmax,
 * whose 8 bits would hide nearly everything: the runtime is made to answer with the tensor that
 * goes into it, and both sides are centred, since a softmax forgets a constant.
 */
final class TfliteParityTest {
  private static final int ROWS = 20;
  @TempDir Path folder;

  private BlackBox open(Path source, Precision precision) {
    Path described =
        ModelImport.importFile(source, folder, ImportOptions.of(precision)).description();
    return new OnnxBoxProvider().open(described.toString(), folder);
  }

  private static Path model(String file) {
    Path source = Pictures.shared().resolve("models").resolve(file);
    assumeTrue(Files.exists(source), "the shared models are absent");
    return source;
  }

  /**
   * 100 pictures. The limits are what was measured, with a little room for other processors; the
   * original's own logits have 256 values, so its best score is often tied.
   */
  @ParameterizedTest
  @CsvSource({
    "mobilenet_v1_0.25_128_quant.tflite,FLOAT,1.0,93",
    "mobilenet_v1_0.25_128_quant.tflite,INT8,0.75,93",
    "mobilenet_v1_0.5_160_quant.tflite,FLOAT,0.8,93",
    "mobilenet_v1_0.5_160_quant.tflite,INT8,0.75,97",
    "mobilenet_v2_1.0_224_quant.tflite,FLOAT,0.9,97",
    "mobilenet_v2_1.0_224_quant.tflite,INT8,0.95,97",
  })
  @Tag("slow")
  void quantisedFilesAgreeBeforeTheSoftmaxWithinOneStepInTheMean(
      String file, Precision precision, double steps, int sameTop, TestReporter reporter)
      throws IOException {
    Agreement agreement = agreement(model(file), precision, 100);
    reporter.publishEntry("measured", "%s %s: %s".formatted(file, precision, agreement));
    assertThat(agreement.mean()).as("%s %s: %s", file, precision, agreement).isLessThan(steps);
    assertThat(agreement.sameTop())
        .as("%s %s: %s", file, precision, agreement)
        .isGreaterThanOrEqualTo(sameTop);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT", "INT8"})
  void theSmallestQuantisedFileAgreesOnTenPictures(Precision precision) throws IOException {
    Agreement agreement = agreement(model("mobilenet_v1_0.25_128_quant.tflite"), precision, 10);
    assertThat(agreement.mean()).as("%s: %s", precision, agreement).isLessThan(1.2);
    assertThat(agreement.sameTop()).as("%s: %s", precision, agreement).isGreaterThanOrEqualTo(8);
  }

  /** In steps of the original's own logits. */
  private Agreement agreement(Path source, Precision precision, int count) throws IOException {
    Path inner = InnerTensor.beforeSoftmax(source, folder);
    List<Path> pictures = Pictures.sample();
    Agreement agreement = Agreement.centred();
    try (BlackBox box = open(source, precision);
        TfliteRuntime reference = new TfliteRuntime(inner)) {
      Shape shape = box.spec().input();
      for (int i = 0; i < count; i++) {
        Path picture = pictures.get(i * (1000 / count));
        TensorBatch row = Pictures.read(picture, shape.axis(1), shape.axis(2));
        float[] actual = box.query(row).values();
        agreement.add(logarithms(actual), reference.run(Pictures.interleaved(row)));
      }
      agreement.in(reference.quantum());
    }
    return agreement;
  }

  private static float[] logarithms(float[] probabilities) {
    float[] logs = new float[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(Math.max(probabilities[i], Float.MIN_NORMAL));
    }
    return logs;
  }

  @ParameterizedTest
  // the second file's weights are 8-bit: see HybridKernelTest for what its runtime does with them
  @CsvSource({"vww_96_float.tflite,1e-5", "kws_dscnn_float32.tflite,0.02"})
  void filesOfRealNumbersAgreeWithTheRuntime(String file, double tolerance) {
    SplittableRandom random = new SplittableRandom(7);
    int same = 0;
    try (BlackBox box = open(model(file), Precision.FLOAT);
        TfliteRuntime reference = new TfliteRuntime(model(file))) {
      for (int i = 0; i < ROWS; i++) {
        TensorBatch row = TensorBatch.allocate(box.spec().input(), 1);
        float[] turned = new float[row.values().length];
        boolean picture = row.shape().rank() == 3 && row.shape().axis(0) == 3;
        int area = turned.length / 3;
        for (int k = 0; k < turned.length; k++) {
          row.values()[k] = (float) random.nextDouble();
          turned[picture ? k % area * 3 + k / area : k] = row.values()[k];
        }
        Scores actual = box.query(row);
        float[] expected = reference.run(turned);
        same +=
            Scores.wrap(1, expected.length, ScoreKind.PROBABILITIES, expected).best(0)
                    == actual.best(0)
                ? 1
                : 0;
        assertThat(meanDifference(actual.values(), expected)).isLessThan(tolerance);
      }
    }
    assertThat(same).as("same top-1 of %d", ROWS).isEqualTo(ROWS);
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
