package io.retask.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Fixed seed; limits at 4 standard errors, a false alarm in 15,000 seeds. */
class ImportanceTest {
  private static final int TRIALS = 20_000;

  private static double[] shares(Importance importance, int count, int parameters) {
    double[] shares = new double[parameters];
    for (int trial = 0; trial < TRIALS; trial++) {
      for (int i : importance.choose(count, parameters, Words.of(new StepKey(6, trial), 0))) {
        shares[i] += 1.0 / TRIALS;
      }
    }
    return shares;
  }

  @Test
  void oneDrawFollowsTheWeights() {
    double[] weights = {1, 0, 2, 5};
    double[] shares = shares(Importance.of(weights), 1, 4);
    for (int i = 0; i < 4; i++) {
      double p = weights[i] / 8;
      assertThat(shares[i]).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / TRIALS) + 1e-12));
    }
  }

  @Test
  void twoDrawsAreWithoutReplacement() {
    double[] shares = shares(Importance.of(new double[] {1, 1, 2}), 2, 3);
    // 1/4·(1/3) + 2/4·(1/2) + 1/4 for a weight of 1.
    double p = 7 / 12.0;
    assertThat(shares[0]).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / TRIALS)));
    assertThat(Arrays.stream(shares).sum()).isCloseTo(2, within(1e-9));
  }

  @Test
  void withoutWeightsAllAreAlikeAndInOrder() {
    double[] shares = shares(Importance.uniform(), 3, 10);
    for (double share : shares) {
      assertThat(share).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / TRIALS)));
    }
    int[] chosen = Importance.uniform().choose(10, 10, Words.of(new StepKey(1, 0), 0));
    assertThat(chosen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void theWeightsOfTheCallerAreCopied() {
    double[] weights = {1, 0};
    Importance importance = Importance.of(weights);
    weights[0] = 0;
    assertThat(importance.available(2)).isEqualTo(1);
    assertThat(importance.choose(1, 2, Words.of(new StepKey(1, 0), 0))).containsExactly(0);
  }

  @Test
  void weightsThatAreNoDistributionAreRefused() {
    assertThatThrownBy(() -> Importance.of(new double[] {1, -2}))
        .hasMessage(
            "the importance of parameter 1 is -2.0; it must be a finite number of 0 or more");
    assertThatThrownBy(() -> Importance.of(new double[3]))
        .hasMessage("none of the 3 parameters has an importance above 0");
    assertThatThrownBy(() -> Importance.of(new double[] {1, 1}).check(3))
        .hasMessage("there are 3 parameters, but importances of 2");
  }
}
