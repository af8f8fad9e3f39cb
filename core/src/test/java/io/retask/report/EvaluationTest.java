package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final List<String> NAMES = List.of("ill", "well");

  @Test
  void worksOutTheFiguresOfAClassByHand() {
    ClassFigures ill = of(List.of(List.of(8L, 2L), List.of(5L, 85L))).figures().get(0);
    assertThat(ill.sensitivity().getAsDouble()).isCloseTo(0.8, within(1e-12));
    assertThat(ill.specificity().getAsDouble()).isCloseTo(85 / 90.0, within(1e-12));
    assertThat(ill.precision().getAsDouble()).isCloseTo(8 / 13.0, within(1e-12));
    assertThat(ill.support()).isEqualTo(10);
  }

  @Test
  void leavesAShareOfNothingEmpty() {
    ClassFigures ill = of(List.of(List.of(0L, 0L), List.of(0L, 7L))).figures().get(0);
    assertThat(ill.sensitivity()).isEqualTo(OptionalDouble.empty());
    assertThat(ill.precision()).isEqualTo(OptionalDouble.empty());
    assertThat(ill.specificity()).hasValue(1);
  }

  @Test
  void countsAllExamples() {
    assertThat(of(List.of(List.of(8L, 2L), List.of(5L, 85L))).total()).isEqualTo(100);
  }

  @Test
  void refusesAMatrixWithoutARowForEachClass() {
    assertThatThrownBy(() -> of(List.of(List.of(1L, 2L))))
        .hasMessage(
            "a confusion matrix of 1 rows does not fit 2 classes; give a row for each of 2 or"
                + " more");
  }

  @Test
  void refusesACrookedRow() {
    assertThatThrownBy(() -> of(List.of(List.of(1L, 2L), List.of(3L))))
        .hasMessage("a row of the confusion matrix has 1 entries, but there are 2 classes");
  }

  @Test
  void refusesANegativeEntry() {
    assertThatThrownBy(() -> of(List.of(List.of(1L, 2L), List.of(3L, -4L))))
        .hasMessage("an entry of the confusion matrix is -4, but it must be at least 0");
  }

  private static Evaluation of(List<List<Long>> confusion) {
    return new Evaluation(NAMES, confusion, Evidence.HELD_OUT_TEST);
  }
}
