package io.retask.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorWeightTest {
  /**
   * The expected squared cosine of estimate and gradient, up to a factor: what lambda maximises.
   */
  private static double quality(double lambda, double cosine2, double d, double q) {
    double across = (1 - lambda) / (d - 1);
    double mean = lambda * cosine2 + across * (1 - cosine2);
    double squared = lambda * lambda * cosine2 + across * across * (1 - cosine2);
    return mean * mean / (mean / q + (1 - 1 / q) * squared);
  }

  @ParameterizedTest
  @CsvSource({"2,1", "50,10", "500,25", "150528,50", "20,40"})
  void lambdaRunsFromZeroToOneBetweenItsEndpoints(double d, double q) {
    double low = 1 / (d + 2 * q - 2);
    double high = (2 * q - 1) / (d + 2 * q - 2);
    assertThat(PriorWeight.lambda(0, d, q)).isEqualTo(0);
    assertThat(PriorWeight.lambda(low, d, q)).isEqualTo(0);
    assertThat(PriorWeight.lambda(Math.max(high, Math.nextUp(low)), d, q)).isEqualTo(1);
    assertThat(PriorWeight.lambda(1, d, q)).isEqualTo(1);
    double before = 0;
    for (int i = 1; i < 20 && q > 1; i++) {
      double now = PriorWeight.lambda(low + i * (high - low) / 20, d, q);
      assertThat(now).isStrictlyBetween(before, 1.0);
      before = now;
    }
    if (q > 1) {
      assertThat(PriorWeight.lambda(low * (1 + 1e-9), d, q)).isCloseTo(0, within(1e-6));
      assertThat(PriorWeight.lambda(high * (1 - 1e-9), d, q)).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"50,10,0.04", "50,10,0.1", "50,10,0.2", "500,25,0.03", "192,64,0.3", "50,10,0.001"})
  void noOtherLambdaServesBetter(double d, double q, double cosine2) {
    double chosen = quality(PriorWeight.lambda(cosine2, d, q), cosine2, d, q);
    for (int i = 0; i <= 1000; i++) {
      assertThat(quality(i / 1000.0, cosine2, d, q)).isLessThanOrEqualTo(chosen * (1 + 1e-12));
    }
  }

  @Test
  void aPerfectPriorIsTakenAsItIsAndNoPriorGivesTheProjection() {
    assertThat(PriorWeight.of(1, 50, 10)).isEqualTo(new PriorWeight(1, 1));
    PriorWeight none = PriorWeight.of(0, 50, 10);
    assertThat(none.lambda()).isEqualTo(0);
    assertThat(none.scale()).isCloseTo(10 * 49 / 58.0, within(1e-12));
  }
}
