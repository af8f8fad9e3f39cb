package io.retask.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TanhTest {
  @Test
  void agreesWithTheMathLibraryToSixDigits() {
    for (double x = -25; x <= 25; x += 0.00137) {
      assertThat((double) Tanh.of((float) x)).isCloseTo(StrictMath.tanh((float) x), within(1e-6));
    }
  }

  @Test
  void fallsByRoundingOnly() {
    float before = -1;
    for (double x = -12; x <= 12; x += 0.0001) {
      float now = Tanh.of((float) x);
      assertThat(now).isGreaterThanOrEqualTo(before - 5e-7f).isBetween(-1f, 1f);
      before = now;
    }
  }

  @Test
  void oddAndSaturated() {
    assertThat(Tanh.of(0)).isZero();
    assertThat(Tanh.of(-0.7f)).isEqualTo(-Tanh.of(0.7f));
    assertThat(Tanh.of(1e30f)).isCloseTo(1, within(1e-6f));
    assertThat(Tanh.of(Float.NEGATIVE_INFINITY)).isCloseTo(-1, within(1e-6f));
    assertThat(Tanh.of(Float.NaN)).isNaN();
  }
}
