package io.retask.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final int[] TRUTH = {0, 0, 0, 0, 1, 1, 2};
  private static final int[] SAID = {0, 0, 0, 1, 1, 0, 1};

  private final ConfusionMatrix matrix = ConfusionMatrix.of(TRUTH, SAID, 4);

  @Test
  void rowsAreTheTruth() {
    assertThat(matrix.rows())
        .containsExactly(
            List.of(3, 1, 0, 0), List.of(1, 1, 0, 0), List.of(0, 1, 0, 0), List.of(0, 0, 0, 0));
    assertThat(matrix).hasToString("[[3, 1, 0, 0], [1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]");
  }

  @Test
  void accuracyIsTheShareOfTheDiagonal() {
    assertThat(matrix.accuracy()).hasValue(4.0 / 7);
    assertThat(matrix.correct()).isEqualTo(4);
    assertThat(matrix.total()).isEqualTo(7);
  }

  @Test
  void balancedAccuracyLeavesOutClassesWithoutRows() {
    assertThat(matrix.balancedAccuracy().orElseThrow())
        .isCloseTo((0.75 + 0.5 + 0) / 3, within(1e-15));
  }

  @Test
  void sensitivityIsOfTheTrueRows() {
    assertThat(matrix.sensitivity(0)).hasValue(0.75);
    assertThat(matrix.sensitivity(2)).hasValue(0);
    assertThat(matrix.sensitivity(3)).isEmpty();
  }

  @Test
  void specificityIsOfTheOtherRows() {
    assertThat(matrix.specificity(0)).hasValue(2.0 / 3);
    assertThat(matrix.specificity(1)).hasValue(3.0 / 5);
    assertThat(matrix.specificity(3)).hasValue(1);
  }

  @Test
  void specificityIsUndefinedWithoutOtherRows() {
    ConfusionMatrix one = ConfusionMatrix.of(new int[] {1, 1}, new int[] {1, 0}, 2);
    assertThat(one.specificity(1)).isEmpty();
    assertThat(one.specificity(0)).hasValue(0.5);
  }

  @Test
  void precisionIsOfThePredictions() {
    assertThat(matrix.precision(0)).hasValue(0.75);
    assertThat(matrix.precision(1)).hasValue(1.0 / 3);
    assertThat(matrix.precision(2)).isEmpty();
  }

  @Test
  void supportCountsTheTruth() {
    assertThat(matrix.support(0)).isEqualTo(4);
    assertThat(matrix.support(3)).isZero();
    assertThat(matrix.count(1, 0)).isEqualTo(1);
  }

  @Test
  void nothingIsUndefined() {
    ConfusionMatrix empty = ConfusionMatrix.of(new int[0], new int[0], 2);
    assertThat(empty.accuracy()).isEmpty();
    assertThat(empty.balancedAccuracy()).isEmpty();
  }

  @Test
  void aClassOutOfRangeIsRefused() {
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {4}, new int[] {0}, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class 4 is out of range; there are 4 classes, from 0");
  }

  @Test
  void differentLengthsAreRefused() {
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[2], new int[3], 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 true classes stand beside 3 predictions");
  }
}
