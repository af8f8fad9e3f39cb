package io.retask.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.image.view.AreaMean;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AreaMeanTest extends ProgramContract {
  @Override
  protected Program program() {
    return new AreaMean(Shape.of(3, 5, 4), 3);
  }

  private static float[] shrunk(Shape shape, int side, float... values) {
    float[] three = new float[3 * values.length];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(values, 0, three, channel * values.length, values.length);
    }
    TensorBatch out =
        new AreaMean(shape, side).apply(TensorBatch.wrap(shape, 1, three), new float[0]);
    return Arrays.copyOf(out.values(), out.shape().size() / 3);
  }

  @Test
  void wholePixelsAreAveraged() {
    assertThat(shrunk(Shape.of(3, 2, 4), 2, 0, 1, 0.5f, 0.5f, 1, 0.5f, 0.25f, 0.75f))
        .containsExactly(0.5f, 0.5f, 0.75f, 0.5f);
  }

  @Test
  void partsOfPixelsCountByTheirShare() {
    // three pixels on two: each new pixel is one and a half old ones wide
    float[] out = shrunk(Shape.of(3, 1, 3), 2, 0.9f, 0.6f, 0.3f);
    assertThat((double) out[0]).isCloseTo(0.8, within(1e-6));
    assertThat((double) out[1]).isCloseTo(0.4, within(1e-6));
  }

  @Test
  void aShortAxisStays() {
    AreaMean small = AreaMean.small(Shape.of(3, 10, 224));
    assertThat(small.outputShape()).isEqualTo(Shape.of(3, 10, 16));
    assertThat(small.parameterCount()).isZero();
    assertThat(small.side()).isEqualTo(16);
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertThatThrownBy(() -> AreaMean.small(Shape.of(1, 4, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a view changes pictures of 3 x height x width, but the box takes 1x4x4");
    assertThatThrownBy(() -> new AreaMean(Shape.of(3, 4, 4), 0))
        .hasMessage("a picture has a side of 1 or more, not 0");
  }
}
