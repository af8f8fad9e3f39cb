package io.retask.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnitsTest {
  /** 40 patients of ten pictures each. */
  private static final Units PATIENTS = Units.of(names(400, 10));

  private static final Units ROWS = Units.of(names(400, 1));

  private static List<String> names(int rows, int each) {
    return IntStream.range(0, rows).mapToObj(row -> "p" + row / each).toList();
  }

  private static boolean[] firstRight(int right) {
    boolean[] all = new boolean[400];
    Arrays.fill(all, 0, right, true);
    return all;
  }

  @Test
  void onePatientProvesNothing() {
    int[] truth = new int[400];
    int[] other = new int[400];
    Arrays.fill(other, 0, 10, 1);
    assertThat(ROWS.pairedP(truth, truth, other)).isLessThan(0.01);
    assertThat(PATIENTS.pairedP(truth, truth, other)).isEqualTo(1);
  }

  @Test
  void rowsOfTheirOwnAreTestedByMcNemar() {
    int[] truth = new int[400];
    int[] other = new int[400];
    Arrays.fill(other, 0, 3, 1);
    assertThat(ROWS.pairedP(truth, truth, other)).isCloseTo(0.25, within(1e-12));
    assertThat(ROWS.testName()).isEqualTo("McNemar's exact test");
    assertThat(PATIENTS.testName())
        .isEqualTo("the exact sign-flip test with groups of rows as units");
  }

  @Test
  void rowsOfTheirOwnHaveWilsonsInterval() {
    assertThat(ROWS.interval(firstRight(300))).isEqualTo(Interval.wilson(300, 400));
    assertThat(ROWS.intervalName()).isEqualTo("Wilson's interval");
  }

  @Test
  void patientsThatAreRightOrWrongAsAWholeMakeTheIntervalWide() {
    Interval rows = ROWS.interval(firstRight(200));
    Interval patients = PATIENTS.interval(firstRight(200));
    // sqrt(10) times as wide: 40 witnesses, not 400
    assertThat(patients.high() - patients.low())
        .isGreaterThan(2.5 * (rows.high() - rows.low()))
        .isLessThan(0.4);
    assertThat(patients.contains(0.5)).isTrue();
  }

  @Test
  void noIntervalIsNarrowerThanThatOfTheRows() {
    assertThat(PATIENTS.interval(firstRight(400))).isEqualTo(Interval.wilson(400, 400));
  }

  @Test
  void oneUnitSaysNothingOfOthers() {
    assertThat(Units.of(names(400, 400)).interval(firstRight(300))).isEqualTo(new Interval(0, 1));
  }
}
