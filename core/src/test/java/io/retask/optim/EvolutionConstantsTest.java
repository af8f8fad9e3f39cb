package io.retask.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvolutionConstantsTest {
  @Test
  void thePopulationGrowsWithTheLogarithm() {
    assertThat(EvolutionConstants.population(1)).isEqualTo(4);
    assertThat(EvolutionConstants.population(10)).isEqualTo(10);
    assertThat(EvolutionConstants.population(500)).isEqualTo(22);
  }

  /** Worked out by hand from table 1 of the tutorial for d = 10 and p = 10. */
  @Test
  void theConstantsOfTenParametersAreThoseOfTheTable() {
    EvolutionConstants of = EvolutionConstants.full(10, 10);
    assertThat(of.parents).isEqualTo(5);
    assertThat(of.effective).isCloseTo(3.1673, within(1e-4));
    assertThat(of.stepRate).isCloseTo(5.1673 / 18.1673, within(1e-5));
    assertThat(of.damping).isCloseTo(1 + 5.1673 / 18.1673, within(1e-5));
    assertThat(of.pathRate).isCloseTo(4.31673 / 14.63346, within(1e-5));
    assertThat(of.rankOne).isCloseTo(2 / 130.8573, within(1e-6));
    assertThat(of.rankMany).isCloseTo(2 * 1.48303 / 147.1673, within(1e-5));
    assertThat(of.normalLength).isCloseTo(3.0847, within(1e-4));
    assertThat(of.weights[0]).isCloseTo(0.4563, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50, 500})
  void weightsFallAndTheirSumsAreThoseOfTheTable(int d) {
    for (int p : new int[] {4, 5, EvolutionConstants.population(d), 100}) {
      EvolutionConstants of = EvolutionConstants.full(d, p);
      double positive = Arrays.stream(of.weights).filter(w -> w > 0).sum();
      double negative = of.weightSum() - positive;
      assertThat(positive).isCloseTo(1, within(1e-12));
      assertThat(-negative)
          .isGreaterThan(-1e-12)
          .isLessThanOrEqualTo(1 + of.rankOne / of.rankMany + 1e-12)
          .isLessThanOrEqualTo((1 - of.rankOne - of.rankMany) / (d * of.rankMany) + 1e-12);
      for (int i = 1; i < p; i++) {
        assertThat(of.weights[i]).isLessThanOrEqualTo(of.weights[i - 1]);
      }
    }
  }

  @Test
  void theSeparableStrategyLearnsFasterAndHasNoNegativeWeights() {
    EvolutionConstants of = EvolutionConstants.separable(200, 20);
    assertThat(of.weights).hasSize(10);
    assertThat(Arrays.stream(of.weights).min().orElseThrow()).isPositive();
    assertThat(of.weightSum()).isCloseTo(1, within(1e-12));
    assertThat(of.pathRate).isCloseTo(4 / 204.0, within(1e-12));
    assertThat(of.rankMany).isGreaterThan(50 * EvolutionConstants.full(200, 20).rankMany);
  }

  @Test
  void decompositionsBecomeRarerWithTheParameters() {
    assertThat(EvolutionConstants.full(10, 10).gap(10)).isEqualTo(1);
    assertThat(EvolutionConstants.full(500, 22).gap(500)).isBetween(3, 8);
  }
}
