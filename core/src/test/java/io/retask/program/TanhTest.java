package io.retask.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TanhTest {
  @Test
  void agreesWithTheMathLibraryToNineDigits() {
    for (double x = -25; x <= 25; x += 0.00137) {
      assertThat(Tanh.of(x)).isCloseTo(StrictMath.tanh(x), within(1e-9));
    }
  }

  @Test
  void neverFallsAtTheResolutionOfFloats() {
    float before = -1;
    for (double x = -12; x <= 12; x += 0.0001) {
      float now = (float) Tanh.of(x);
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  @Test
  void oddAndSaturated() {
    assertThat(Tanh.of(0)).isZero();
    assertThat(Tanh.of(-0.7)).isEqualTo(-Tanh.of(0.7));
    assertThat(Tanh.of(1e30)).isEqualTo(1);
    assertThat(Tanh.of(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(Tanh.of(Double.NaN)).isNaN();
  }
}
