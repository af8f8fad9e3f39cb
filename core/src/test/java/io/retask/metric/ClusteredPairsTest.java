package io.retask.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusteredPairsTest {
  private static List<String> singles(int rows) {
    return IntStream.range(0, rows).mapToObj(Integer::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "5,0", "3,8", "20,31", "100,150", "400,500"})
  void withOneRowAClusterItIsMcNemarsExactTest(int onlyFirst, int onlySecond) {
    int rows = onlyFirst + onlySecond + 7;
    boolean[] first = new boolean[rows];
    boolean[] second = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      first[row] = row < onlyFirst || row >= onlyFirst + onlySecond;
      second[row] = row >= onlyFirst;
    }
    ClusteredPairs pairs = ClusteredPairs.of(singles(rows), first, second);
    assertThat(pairs.pValue()).isCloseTo(new McNemar(onlyFirst, onlySecond).pValue(), within(1e-9));
    assertThat(pairs.difference())
        .isCloseTo((onlyFirst - onlySecond) / (double) rows, within(1e-12));
  }

  @Test
  void aClusterFlipsAsAWhole() {
    // the differences are 3 and 1: of the sums 4, 2, -2, -4 two are as far from 0 as the one found
    List<String> clusters = List.of("a", "a", "a", "b", "c", "c");
    boolean[] first = {true, true, true, true, true, false};
    boolean[] second = {false, false, false, false, false, true};
    ClusteredPairs pairs = ClusteredPairs.of(clusters, first, second);
    assertThat(pairs.pValue()).isEqualTo(0.5);
    assertThat(pairs.difference()).isEqualTo(4.0 / 6);
    ClusteredPairs turned = ClusteredPairs.of(clusters, second, first);
    assertThat(turned.pValue()).isEqualTo(0.5);
    assertThat(turned.difference()).isEqualTo(-4.0 / 6);
  }

  /**
   * 1,000 pairs of equally good classifiers on 60 groups of 5 rows that stand or fall together. At
   * level 5 % the alarms are 50 or fewer on average; 4 standard deviations above that is 78. A test
   * of single rows gives far more.
   */
  @Test
  void groupsDoNotRaiseTheAlarm() {
    SplittableRandom random = new SplittableRandom(7);
    int alarms = 0;
    int rowAlarms = 0;
    for (int trial = 0; trial < 1_000; trial++) {
      List<String> clusters = new ArrayList<>();
      boolean[] first = new boolean[300];
      boolean[] second = new boolean[300];
      for (int row = 0; row < 300; row++) {
        clusters.add("patient-" + row / 5);
        boolean begins = row % 5 == 0;
        first[row] = begins ? random.nextInt(10) < 7 : first[row - 1];
        second[row] = begins ? random.nextInt(10) < 7 : second[row - 1];
      }
      alarms += ClusteredPairs.of(clusters, first, second).pValue() < 0.05 ? 1 : 0;
      rowAlarms += ClusteredPairs.of(singles(300), first, second).pValue() < 0.05 ? 1 : 0;
    }
    assertThat(alarms).isBetween(5, 78);
    assertThat(rowAlarms).isGreaterThan(200);
  }

  @Test
  void aRealDifferenceIsFound() {
    boolean[] first = new boolean[200];
    boolean[] second = new boolean[200];
    for (int row = 0; row < 200; row++) {
      first[row] = row % 10 < 8;
      second[row] = row % 10 >= 3;
    }
    assertThat(ClusteredPairs.of(singles(200), first, second).pValue()).isGreaterThan(0.05);
    for (int row = 0; row < 200; row++) {
      second[row] = row % 10 < 6;
    }
    assertThat(ClusteredPairs.of(singles(200), first, second).pValue()).isLessThan(1e-6);
  }

  @Test
  void rowsAndAnswersMustBelongTogether() {
    assertThatThrownBy(() -> ClusteredPairs.of(List.of("a", "b"), new boolean[2], new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 clusters stand beside 2 and 3 answers; one a row, and one row or more");
  }

  @Test
  void holmCorrectsFromTheSmallestUp() {
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03}))
        .containsExactly(new double[] {0.03, 0.06, 0.06}, within(1e-12));
    assertThat(Holm.adjusted(new double[] {0.6, 0.5})).containsExactly(1, 1);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }
}
