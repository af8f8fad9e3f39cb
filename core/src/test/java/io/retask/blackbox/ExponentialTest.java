package io.retask.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class ExponentialTest {
  @Test
  void agreesWithTheMathLibraryToSixDigits() {
    for (double x = -87.3; x <= 88.3; x += 0.00137) {
      assertThat((double) Exponential.of((float) x))
          .isCloseTo(StrictMath.exp((float) x), withinPercentage(2e-5));
    }
  }

  @Test
  void exactAtTheEdges() {
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-88)).isZero();
    assertThat(Exponential.of(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.of(89)).isInfinite();
    assertThat(Exponential.of(Float.NaN)).isNaN();
  }
}
