package io.retask.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.GlassBox;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.onnx.OnnxOptions;
import io.retask.onnx.gradient.OnnxGlassBox;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradients of ONNX files against those of libtorch: two programs that share no line. Relative
 * error at most 2 %, cosine at least 0.999; what is left is float32.
 */
@Tag("slow")
final class TorchOracleTest {
  private static final int ROUNDS = 7;
  private static final int ROWS = 16;

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

  /**
   * Forward and gradient of the same rows, in turns, each engine as its box uses the machine; the
   * median of the ratios.
   */
  @Test
  void theOnnxGraphIsFaster(TestReporter reporter) {
    String name = "mobilenet_v2_100_224";
    try (TorchBox torch = TorchBox.open(TorchFile.of(Ground.shared(name + ".pt")));
        OnnxGlassBox onnx = onnx(name)) {
      TensorBatch rows = SeededDraw.batch(torch.spec().input(), ROWS, 9);
      float[] cotangent = cotangent(ROWS * torch.spec().classes());
      double[] ratios = new double[ROUNDS];
      double[] onnxRate = new double[ROUNDS];
      double[] torchRate = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) {
        double ours = seconds(onnx, rows, cotangent);
        double theirs = seconds(torch, rows, cotangent);
        if (round >= 0) {
          ratios[round] = theirs / ours;
          onnxRate[round] = ROWS / ours;
          torchRate[round] = ROWS / theirs;
        }
      }
      String words =
          "ONNX Runtime %.1f images/s, DJL %.1f, ratio %.2f (medians of %d pairs)"
              .formatted(median(onnxRate), median(torchRate), median(ratios), ROUNDS);
      reporter.publishEntry(name, words);
      assertThat(median(ratios)).as(words).isGreaterThan(1.5);
    }
  }

  /** Queries as large as the box takes them, as many at once as it likes. */
  private static double seconds(GlassBox box, TensorBatch rows, float[] cotangent) {
    int most = box.spec().maxBatch();
    int classes = box.spec().classes();
    List<Callable<TensorBatch>> queries = new ArrayList<>();
    for (int from = 0; from < rows.count(); from += most) {
      int to = Math.min(rows.count(), from + most);
      TensorBatch some = rows.rows(from, to);
      float[] own = Arrays.copyOfRange(cotangent, from * classes, to * classes);
      queries.add(() -> box.gradient(some, own));
    }
    ExecutorService pool = Executors.newFixedThreadPool(box.spec().concurrency());
    try {
      long began = System.nanoTime();
      for (Future<TensorBatch> answer : pool.invokeAll(queries)) {
        assertThat(answer.get().count()).isPositive();
      }
      return (System.nanoTime() - began) / 1e9;
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    } finally {
      pool.shutdownNow();
    }
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
