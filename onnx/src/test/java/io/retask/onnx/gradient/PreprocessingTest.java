package io.retask.onnx.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.BoxInput.Scaling;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.onnx.OnnxOptions;
import io.retask.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The preprocessing is differentiated whatever the file calls its input. */
final class PreprocessingTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rows", "factor", "shift", "scaled", "shifted"})
  void aNameThatThePreprocessingWouldLikeForItself(String name) throws IOException {
    check(name, Layout.PLAIN, Shape.of(6, 2), new Scaling(8, List.of(4.0), List.of(2.0)));
    Scaling colours = new Scaling(8, List.of(3.0, 4.0, 5.0), List.of(1.0, 2.0, 4.0));
    check(name, Layout.NHWC, Shape.of(3, 2, 3), colours);
    check(name, Layout.NCHW, Shape.of(3, 2, 3), colours);
  }

  private void check(String name, Layout layout, Shape shape, Scaling scaling) throws IOException {
    BoxInput input =
        new BoxInput(name, layout, ChannelOrder.RGB, shape, ElementType.FLOAT32, scaling);
    Trial trial = new Trial(input, (n, x) -> n.op("Tanh", x));
    try (OnnxGlassBox box = trial.open(folder, new OnnxOptions(1, 1, 8))) {
      Differences found =
          Differences.everywhere(box, OperatorGradientTest.cells(shape), 1.0 / 1024);
      assertThat(found.relativeError()).as(layout + ": " + found).isLessThan(2e-3);
    }
  }
}
