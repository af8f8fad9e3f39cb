package io.retask.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  /** Reference: scipy 1.17 binomtest(..).proportion_ci(method="wilson"). */
  @ParameterizedTest
  @CsvSource({
    "8, 10, 0.4901624715366418, 0.9433178485456248",
    "0, 10, 0, 0.2775327998628892",
    "10, 10, 0.7224672001371109, 1",
    "171, 240, 0.6522462362116623, 0.7660583478131753",
    "1, 2, 0.09453120573423074, 0.9054687942657693"
  })
  void wilsonAgreesWithTheReference(long successes, long rows, double low, double high) {
    Interval interval = Interval.wilson(successes, rows);
    assertThat(interval.low()).isCloseTo(low, within(1e-12));
    assertThat(interval.high()).isCloseTo(high, within(1e-12));
    assertThat(interval.contains((double) successes / rows)).isTrue();
  }

  @Test
  void noRowsHaveNoInterval() {
    assertThatThrownBy(() -> Interval.wilson(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "0 successes in 0 rows have no interval; rows are 1 or more, successes 0 to rows");
  }

  @Test
  void anIntervalRunsUpwards() {
    assertThatThrownBy(() -> new Interval(0.5, 0.4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an interval runs upwards, but this one is from 0.5 to 0.4");
  }

  @Test
  void bootstrapOfIndependentRowsIsAboutWilson() {
    double[] right = IntStream.range(0, 200).mapToDouble(i -> i < 140 ? 1 : 0).toArray();
    Interval drawn = Bootstrap.ofRows(200, 2000, 3).of(rows -> mean(right, rows));
    Interval wilson = Interval.wilson(140, 200);
    assertThat(drawn.low()).isCloseTo(wilson.low(), within(0.015));
    assertThat(drawn.high()).isCloseTo(wilson.high(), within(0.015));
  }

  @Test
  void groupsWidenTheInterval() {
    double[] right = IntStream.range(0, 200).mapToDouble(i -> i < 140 ? 1 : 0).toArray();
    List<String> groups = IntStream.range(0, 200).mapToObj(i -> "patient" + i / 10).toList();
    Interval rows = Bootstrap.ofRows(200, 1000, 3).of(chosen -> mean(right, chosen));
    Interval patients = Bootstrap.ofGroups(groups, 1000, 3).of(chosen -> mean(right, chosen));
    assertThat(patients.high() - patients.low()).isGreaterThan(2 * (rows.high() - rows.low()));
  }

  @Test
  void groupsAreDrawnWhole() {
    List<String> groups = List.of("a", "b", "a", "c", "b");
    Bootstrap.ofGroups(groups, 50, 1)
        .of(
            rows -> {
              long a = Arrays.stream(rows).filter(row -> row == 0).count();
              assertThat(Arrays.stream(rows).filter(row -> row == 2).count()).isEqualTo(a);
              return a;
            });
  }

  @Test
  void everyRowIsDrawnAboutEquallyOften() {
    int[] counts = new int[7];
    Bootstrap.ofRows(7, 7000, 5)
        .of(
            rows -> {
              Arrays.stream(rows).forEach(row -> counts[row]++);
              return rows.length;
            });
    // binomial deviation 77 about 7000; 5 sigma
    assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 7000) < 400);
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[] values = IntStream.range(0, 30).mapToDouble(i -> i * i).toArray();
    Interval one = Bootstrap.ofRows(30, 100, 9).of(rows -> mean(values, rows));
    assertThat(Bootstrap.ofRows(30, 100, 9).of(rows -> mean(values, rows))).isEqualTo(one);
    assertThat(Bootstrap.ofRows(30, 100, 8).of(rows -> mean(values, rows))).isNotEqualTo(one);
  }

  @Test
  void tooFewDrawsAreRefused() {
    assertThatThrownBy(() -> Bootstrap.ofRows(5, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a bootstrap takes 1 row or more and 40 draws or more, but has 5 and 10");
  }

  private static double mean(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).average().orElseThrow();
  }
}
