package io.retask.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPlanTest {
  private static final int[] ROWS = {3, 5, 7, 11, 13, 17, 19};

  @ParameterizedTest
  @CsvSource({"1", "3", "7", "10", "20"})
  void everyEpochHasEveryRowOnce(int size) {
    BatchPlan plan = new BatchPlan(ROWS, size, 9);
    int[] all = IntStream.range(0, 21).flatMap(s -> Arrays.stream(plan.at(s))).toArray();
    for (int epoch = 0; epoch < 3; epoch++) {
      int[] own = Arrays.copyOfRange(all, 7 * epoch, 7 * epoch + 7);
      Arrays.sort(own);
      assertThat(own).isEqualTo(ROWS);
    }
  }

  @Test
  void aStepIsAPureFunction() {
    BatchPlan plan = new BatchPlan(ROWS, 3, 9);
    int[] late = plan.at(1_000_000);
    plan.at(0);
    assertThat(plan.at(1_000_000)).isEqualTo(late).hasSize(3);
    assertThat(new BatchPlan(ROWS, 3, 9).at(1_000_000)).isEqualTo(late);
  }

  @Test
  void seedsAndEpochsDiffer() {
    int[] rows = IntStream.range(0, 50).toArray();
    BatchPlan plan = new BatchPlan(rows, 50, 1);
    assertThat(plan.at(0)).isNotEqualTo(plan.at(1)).isNotEqualTo(rows);
    assertThat(plan.at(0)).isNotEqualTo(new BatchPlan(rows, 50, 2).at(0));
  }

  @Test
  void everyPositionIsEquallyLikely() {
    // 4,000 epochs of 7 rows: the first row is row 3 in 571 +- 22; 5 sigma, a false alarm in 1e6
    BatchPlan plan = new BatchPlan(ROWS, 7, 123);
    long first = IntStream.range(0, 4000).filter(step -> plan.at(step)[0] == 3).count();
    assertThat(first).isBetween(461L, 681L);
  }

  @Test
  void refusesEmptyPlans() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchPlan(new int[0], 5, 1))
        .withMessage("batches of 5 from 0 rows; both have to be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchPlan(ROWS, 3, 1).at(-1))
        .withMessage("step is -1; steps are counted from 0");
  }
}
