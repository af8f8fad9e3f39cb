package io.retask.onnx.gradient;

import static io.retask.onnx.convert.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.retask.onnx.OnnxOptions;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a function has no derivative the gradient is that of one of its sides. */
final class KinkGradientTest {
  @TempDir Path folder;

  static Stream<Arguments> kinks() {
    return Stream.of(
        of("Relu", 0, 0, (n, x) -> n.op("Relu", x)),
        of("LeakyRelu", 0, 0.25f, (n, x) -> n.op("LeakyRelu", x, attribute("alpha", 0.25f))),
        of("Clip, low", -1, 0, (n, x) -> n.op("Clip", List.of(x, n.number(-1), n.number(2)))),
        of("Clip, high", 2, 0, (n, x) -> n.op("Clip", List.of(x, n.number(-1), n.number(2)))),
        of("HardSwish, low", -3, 0, (n, x) -> n.op("HardSwish", x)),
        of("HardSwish, high", 3, 1, (n, x) -> n.op("HardSwish", x)));
  }

  private static Arguments of(String name, float at, float slope, Trial.Network network) {
    return Arguments.of(name, at, slope, network);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinks")
  void theDerivativeOfOneSide(String name, float at, float slope, Trial.Network network)
      throws IOException {
    // the network sees 8 p - 4 in a row of two equal numbers
    Trial trial = Trial.plain(Shape.of(2), 8, 4, network);
    try (OnnxGlassBox box = trial.open(folder, new OnnxOptions(1, 1, 8))) {
      float p = (at + 4) / 8;
      TensorBatch row = TensorBatch.wrap(Shape.of(2), 1, new float[] {p, p});
      assertThat(box.gradient(row, new float[] {1, 0}).values())
          .as(name)
          .containsExactly(new float[] {8 * slope, 0}, Offset.offset(1e-6f));
    }
  }
}
