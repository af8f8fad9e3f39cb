package io.retask.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StratifiedFoldsTest {
  private static String[] own(int n) {
    return IntStream.range(0, n).mapToObj(i -> "g" + i).toArray(String[]::new);
  }

  private static int[] classes(int n, int first) {
    return IntStream.range(0, n).map(i -> i < first ? 0 : 1 + i % 2).toArray();
  }

  @ParameterizedTest
  @CsvSource({"100,10,5", "97,31,5", "41,7,3", "1000,900,10", "20,2,2"})
  void everyClassIsSpreadEvenly(int n, int first, int folds) {
    int[] classes = classes(n, first);
    int[] fold = StratifiedFolds.assign(classes, own(n), folds, 7);
    for (int c = 0; c < 3; c++) {
      int[] counts = new int[folds];
      for (int i = 0; i < n; i++) {
        counts[fold[i]] += classes[i] == c ? 1 : 0;
      }
      assertThat(Arrays.stream(counts).max().orElseThrow())
          .isLessThanOrEqualTo(Arrays.stream(counts).min().orElseThrow() + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "5"})
  void noGroupIsDivided(int folds) {
    int n = 300;
    int[] classes = classes(n, 60);
    String[] groups = IntStream.range(0, n).mapToObj(i -> "p" + i * i % 61).toArray(String[]::new);
    int[] fold = StratifiedFolds.assign(classes, groups, folds, 3);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < n; i++) {
      assertThat(seen.computeIfAbsent(groups[i], key -> -1)).isIn(-1, fold[i]);
      seen.put(groups[i], fold[i]);
    }
    assertThat(Arrays.stream(fold).distinct().count()).isEqualTo(folds);
  }

  @Test
  void theSeedDecides() {
    int[] classes = classes(60, 20);
    int[] once = StratifiedFolds.assign(classes, own(60), 5, 1);
    assertThat(StratifiedFolds.assign(classes, own(60), 5, 1)).isEqualTo(once);
    assertThat(StratifiedFolds.assign(classes, own(60), 5, 2)).isNotEqualTo(once);
  }

  @Test
  void fewGroupsMakeAFoldEach() {
    int[] classes = {0, 1, 0, 1};
    assertThat(StratifiedFolds.assign(classes, new String[] {"a", "b", "a", "c"}, 5, 1))
        .satisfies(fold -> assertThat(fold[0]).isEqualTo(fold[2]))
        .containsOnly(0, 1, 2)
        .contains(0)
        .contains(1)
        .contains(2);
  }

  @Test
  void refusesWhatCannotBeDivided() {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> StratifiedFolds.assign(new int[3], new String[] {"a", "a", "a"}, 3, 1))
        .withMessage(
            "the 3 labelled rows are of 1 group that cannot be divided, so none can be held out to"
                + " choose by; add examples of another group");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StratifiedFolds.assign(new int[3], new String[2], 2, 1))
        .withMessage("3 classes but 2 groups; give one of each a row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StratifiedFolds.assign(new int[2], own(2), 1, 1))
        .withMessage("1 folds leave nothing to compare; ask for at least 2");
  }
}
