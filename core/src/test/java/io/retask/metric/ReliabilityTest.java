package io.retask.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
  private static final float[] FOUR = {.95f, .05f, .85f, .15f, .4f, .6f, 1, 0};

  private static Units own(int rows) {
    return Units.of(IntStream.range(0, rows).mapToObj(String::valueOf).toList());
  }

  private static Scores rows(float... values) {
    return Scores.wrap(values.length / 2, 2, ScoreKind.PROBABILITIES, values);
  }

  @Test
  void theErrorIsTheMeanDistanceOfTheBins() {
    Reliability found = Reliability.of(rows(FOUR), new int[] {0, 1, 1, 0}, 10, own(4));
    // bins [.6,.7): 1 of 1 at .6; [.8,.9): 0 of 1 at .85; [.9,1]: 2 of 2 at .975
    assertThat(found.bins()).extracting(Reliability.Bin::count).containsExactly(1, 1, 2);
    assertThat(found.bins()).extracting(Reliability.Bin::accuracy).containsExactly(1.0, 0.0, 1.0);
    assertThat(found.bins().get(2).confidence()).isCloseTo(.975, within(1e-6));
    assertThat(found.bins().get(2).high()).isEqualTo(1);
    assertThat(found.count()).isEqualTo(4);
    assertThat(found.right()).isEqualTo(3);
    assertThat(found.confidence()).isCloseTo((.6 + .85 + 1.95) / 4, within(1e-6));
    assertThat(found.expectedError()).isCloseTo((.4 + .85 + 2 * .025) / 4, within(1e-6));
    assertThat(found.expectedErrorCi95().contains(found.expectedError())).isTrue();
  }

  @Test
  void anHonestClassifierHasASmallError() {
    assertThat(simulated(1).expectedError()).isLessThan(0.03);
  }

  @Test
  void overconfidenceIsSeen() {
    Reliability found = simulated(0.6);
    assertThat(found.expectedErrorCi95().low()).isGreaterThan(0.05);
  }

  /** Rows right with a probability that is a power of the stated one's distance to chance. */
  private static Reliability simulated(double share) {
    SplittableRandom random = new SplittableRandom(3);
    int n = 4000;
    float[] values = new float[2 * n];
    int[] truth = new int[n];
    for (int i = 0; i < n; i++) {
      double stated = 0.5 + random.nextDouble() / 2;
      values[2 * i] = (float) stated;
      values[2 * i + 1] = (float) (1 - stated);
      truth[i] = random.nextDouble() < 0.5 + share * (stated - 0.5) ? 0 : 1;
    }
    return Reliability.of(rows(values), truth, 10, own(n));
  }

  @Test
  void groupsMakeTheIntervalsOfItsSharesWider() {
    int n = 200;
    float[] values = new float[2 * n];
    int[] truth = new int[n];
    for (int i = 0; i < n; i++) {
      values[2 * i] = .75f;
      values[2 * i + 1] = .25f;
      truth[i] = i / 10 % 3 == 0 ? 1 : 0;
    }
    Units patients = Units.of(IntStream.range(0, n).mapToObj(i -> "p" + i / 10).toList());
    Reliability rows = Reliability.of(rows(values), truth, 10, own(n));
    Reliability groups = Reliability.of(rows(values), truth, 10, patients);
    assertThat(rows.rightCi95()).isEqualTo(Interval.wilson(rows.right(), n));
    assertThat(rows.rightCi95().contains(rows.confidence())).isFalse();
    assertThat(groups.rightCi95().contains(rows.confidence())).isTrue();
    assertThat(groups.bins().get(0).accuracyCi95()).isEqualTo(groups.rightCi95());
  }

  @Test
  void theMapHoldsEveryBin() {
    Reliability found = Reliability.of(rows(FOUR), new int[] {0, 1, 1, 0}, 2, own(4));
    assertThat(found.asMap()).containsOnlyKeys("ece", "eceCi95", "bins");
    assertThat((List<?>) found.asMap().get("bins")).hasSize(1);
    assertThat(found.right()).isEqualTo(3);
  }

  @Test
  void rowsThatDoNotMatchAreRefused() {
    assertThatThrownBy(() -> Reliability.of(rows(FOUR), new int[3], 10, own(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 rows of probabilities stand beside 3 classes in 10 bins; all are 1 or more");
  }
}
