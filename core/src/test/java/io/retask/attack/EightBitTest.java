package io.retask.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Directions;
import io.retask.optim.StepKey;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EightBitTest {
  private static final int SIZE = 300;

  private static float[] drawn(long seed, double centre, double spread) {
    float[] drawn = new float[SIZE];
    Directions.gaussian(new StepKey(seed, 0), 0, drawn);
    for (int i = 0; i < SIZE; i++) {
      drawn[i] = (float) Math.max(0, Math.min(1, centre + spread * drawn[i]));
    }
    return drawn;
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void roundingStaysInTheBallAndOnTheGrid(Norm norm) {
    float[] centre = EightBit.nearest(drawn(1, 0.5, 0.3));
    float[] end = centre.clone();
    double radius = norm == Norm.LINF ? 2.6 / 255 : 0.04;
    norm.step(end, drawn(2, 0, 1), radius);
    float[] found = EightBit.inside(norm, radius, centre, end);
    assertThat(norm.of(centre, found)).isPositive().isLessThanOrEqualTo(radius + 1e-6);
    for (float value : found) {
      assertThat(255 * value).isCloseTo(Math.round(255 * value), within(1e-4f));
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  void aRoundingThatFitsIsTheNearest() {
    float[] centre = {0, 100 / 255f, 1};
    float[] end = {0.6f / 255, 103.4f / 255, 252.6f / 255};
    assertThat(EightBit.inside(Norm.LINF, 4 / 255.0, centre, end))
        .containsExactly(1 / 255f, 103 / 255f, 253 / 255f);
  }

  @Test
  void anInputOffTheGridIsRefused() {
    TensorBatch off = TensorBatch.wrap(Shape.of(2), 1, new float[] {0.2f, 0.5f});
    assertThatThrownBy(() -> EightBit.check(off))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value 0.5 is none of 0/255 to 255/255; round the input to 8 bits first");
    assertThatThrownBy(() -> EightBit.check(TensorBatch.allocate(Shape.of(2), 2)))
        .hasMessage("an attack takes one input at a time, but the batch is 2x2");
  }
}
