package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Conv2DOptions;

/**
 * Why the keyword network agrees with its runtime to two digits only: its weights are 8-bit and its
 * values real, and for such layers the runtime rounds the values to 8 bits on the way. The first
 * convolution is computed here in plain Java from values as they are and from rounded ones.
 */
final class HybridKernelTest {
  @TempDir Path folder;

  @Test
  void theRuntimeRoundsTheValuesThatMeetEightBitWeights(TestReporter reporter) throws IOException {
    Path source = Pictures.shared().resolve("models/kws_dscnn_float32.tflite");
    assumeTrue(Files.exists(source), "the shared models are absent");
    TfliteFile file = new TfliteFile("kws", Files.readAllBytes(source));
    TfliteOperator first = firstConvolution(file);
    assertThat(file.tensor(first.input(0)).quantised()).isFalse();
    assertThat(file.tensor(first.input(1)).quantised()).isTrue();
    float[] input = values(file.tensor(first.input(0)).size());
    try (TfliteRuntime runtime =
        new TfliteRuntime(InnerTensor.answering(source, first.output(), folder))) {
      float[] answered = runtime.run(input);
      double asTheyAre = difference(convolved(file, first, input), answered);
      double rounded = difference(convolved(file, first, rounded(input)), answered);
      String text = "mean difference %.2e as they are, %.2e rounded".formatted(asTheyAre, rounded);
      reporter.publishEntry("measured", text);
      assertThat(rounded).as(text).isLessThan(asTheyAre / 20);
    }
  }

  private static TfliteOperator firstConvolution(TfliteFile file) {
    int index = 0;
    while (file.code(index) != BuiltinOperator.CONV_2D) {
      index++;
    }
    return new TfliteOperator(file, index);
  }

  private static float[] values(int count) {
    SplittableRandom random = new SplittableRandom(7);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }

  /** To whole steps of 1/127 of the largest, about zero. */
  private static float[] rounded(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    float[] steps = new float[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.round(values[i] * 127 / largest) * largest / 127;
    }
    return steps;
  }

  private static double difference(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs(actual[i] - expected[i]);
    }
    return sum / actual.length;
  }

  /** One channel in, SAME padding, bias, and a cut at zero where the operator has one. */
  private static float[] convolved(TfliteFile file, TfliteOperator operator, float[] input) {
    TfliteTensor in = file.tensor(operator.input(0));
    TfliteTensor kernel = file.tensor(operator.input(1));
    TfliteTensor out = file.tensor(operator.output());
    Conv2DOptions options = operator.options(new Conv2DOptions());
    float[] weights = kernel.reals();
    float[] bias = file.tensor(operator.input(2)).reals();
    float[] values = new float[out.size()];
    int top = before(in.axis(1), out.axis(1), options.strideH(), kernel.axis(1));
    int left = before(in.axis(2), out.axis(2), options.strideW(), kernel.axis(2));
    for (int i = 0; i < values.length; i++) {
      int channel = i % out.axis(3);
      int y = i / out.axis(3) / out.axis(2) * options.strideH() - top;
      int x = i / out.axis(3) % out.axis(2) * options.strideW() - left;
      double sum = bias[channel];
      for (int k = 0; k < kernel.axis(1) * kernel.axis(2); k++) {
        int row = y + k / kernel.axis(2);
        int column = x + k % kernel.axis(2);
        if (row >= 0 && row < in.axis(1) && column >= 0 && column < in.axis(2)) {
          sum +=
              weights[channel * kernel.axis(1) * kernel.axis(2) + k]
                  * input[row * in.axis(2) + column];
        }
      }
      values[i] = (float) (options.fusedActivationFunction() == 0 ? sum : Math.max(0, sum));
    }
    return values;
  }

  private static int before(int input, int output, int stride, int kernel) {
    return Math.max(0, (output - 1) * stride + kernel - input) / 2;
  }
}
