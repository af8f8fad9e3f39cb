package io.retask.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.GivenPlanner;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.MappingPlanner;
import io.retask.mapping.MappingSize;
import io.retask.mapping.RandomPlanner;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannersTest {
  private static final MappingSize SIZE = new MappingSize(20, 3, 6);

  static MappingPlanner[] planners() {
    int[][] sets = {{0, 1, 2, 3, 4, 5}, {19, 18, 17, 16, 15, 14}, {6, 7, 8, 9, 10, 11}};
    return new MappingPlanner[] {
      new RandomPlanner(1), new FrequencyPlanner(), new GivenPlanner(sets)
    };
  }

  private static Evidence evidence() {
    float[] values = new float[12 * 20];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) SeededDraw.uniform(41, i);
    }
    int[] classes = IntStream.range(0, 12).map(i -> i % 3).toArray();
    return new Evidence(Scores.wrap(12, 20, ScoreKind.SIGMOID, values), classes);
  }

  private static Evidence rows(float[][] rows, int... classes) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
    }
    return new Evidence(
        Scores.wrap(rows.length, rows[0].length, ScoreKind.PROBABILITIES, all), classes);
  }

  @ParameterizedTest
  @MethodSource("planners")
  void setsAreDisjointAndOfTheSizeThatWasAskedFor(MappingPlanner planner) {
    ManyToOneMapping mapping = planner.plan(SIZE, evidence());
    assertThat(mapping.targets()).isEqualTo(3);
    assertThat(Arrays.stream(mapping.sets())).allMatch(set -> set.length == 6);
    assertThat(Arrays.stream(mapping.sets()).flatMapToInt(Arrays::stream).distinct().count())
        .isEqualTo(18);
  }

  @ParameterizedTest
  @MethodSource("planners")
  void theSamePlanEveryTime(MappingPlanner planner) {
    assertThat(planner.plan(SIZE, evidence()).sets())
        .isDeepEqualTo(planner.plan(SIZE, evidence()).sets());
  }

  @Test
  void onlyFrequenciesNeedAnswers() {
    assertThat(Arrays.stream(planners()).map(MappingPlanner::readsAnswers))
        .containsExactly(false, true, false);
  }

  @Test
  void anotherSeedGivesAnotherPlan() {
    assertThat(new RandomPlanner(2).plan(SIZE, Evidence.none()).sets())
        .isNotEqualTo(new RandomPlanner(3).plan(SIZE, Evidence.none()).sets());
  }

  @Test
  void everyLabelIsDrawnAboutEquallyOften() {
    int[] drawn = new int[20];
    for (int seed = 0; seed < 2000; seed++) {
      drawn[new RandomPlanner(seed).plan(SIZE, Evidence.none()).sets()[0][0]]++;
    }
    // 100 expected each, standard error 9.75: 4.5 of them, at fixed seeds.
    assertThat(Arrays.stream(drawn)).allMatch(count -> count >= 56 && count <= 144);
  }

  @Test
  void theLargestEntryIsTakenFirstAndALabelServesOnce() {
    // N: label 0 wins twice for class 0 and three times for class 1; label 2 once for class 0.
    float[] zero = {0.6f, 0.1f, 0.2f, 0.1f};
    float[] two = {0.1f, 0.3f, 0.5f, 0.1f};
    Evidence seen = rows(new float[][] {zero, zero, two, zero, zero, zero}, 0, 0, 0, 1, 1, 1);
    int[][] sets = new FrequencyPlanner().plan(new MappingSize(4, 2, 1), seen).sets();
    assertThat(sets).isDeepEqualTo(new int[][] {{2}, {0}});
  }

  @Test
  void equalCountsGoByMeanProbabilityThenByLabel() {
    float[] first = {0.4f, 0.1f, 0.2f, 0.3f, 0f};
    float[] second = {0.1f, 0.5f, 0.2f, 0.2f, 0f};
    Evidence seen = rows(new float[][] {first, second}, 0, 1);
    int[][] sets = new FrequencyPlanner().plan(new MappingSize(5, 2, 2), seen).sets();
    // One count each for (0,0) and (1,1); then 0.3 of label 3 for class 0; 0.2 of label 2 for 1.
    assertThat(sets).isDeepEqualTo(new int[][] {{0, 3}, {1, 2}});
  }

  @Test
  void aPerfectTieGoesToTheLowerLabelAndClass() {
    float[] flat = {0.25f, 0.25f, 0.25f, 0.25f};
    Evidence seen = rows(new float[][] {flat, flat}, 0, 1);
    int[][] sets = new FrequencyPlanner().plan(new MappingSize(4, 2, 2), seen).sets();
    assertThat(sets).isDeepEqualTo(new int[][] {{0, 1}, {2, 3}});
  }

  @Test
  void anAnswerThatNamesNoLabelIsNotCountedForTheFirst() {
    float n = Float.NaN;
    float[] silent = {n, n, n};
    float[] second = {n, 0.4f, 0.3f};
    Evidence seen = rows(new float[][] {silent, silent, second}, 0, 0, 0);
    int[][] sets = new FrequencyPlanner().plan(new MappingSize(3, 1, 1), seen).sets();
    assertThat(sets).isDeepEqualTo(new int[][] {{1}});
  }

  @Test
  void tooManyLabelsAreRefusedWithTheMostThatFit() {
    assertThatThrownBy(() -> new MappingSize(1001, 10, 101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "10 classes with 101 labels each need 1010 labels, but the box has 1001; at most 100 a class");
  }

  @Test
  void moreClassesThanLabelsAreRefused() {
    assertThatThrownBy(() -> new MappingSize(2, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "3 classes need a label each, but the box has 2; use a box with more labels, or a readout");
  }

  @Test
  void noLabelsAreRefused() {
    assertThatThrownBy(() -> new MappingSize(5, 2, 0))
        .hasMessage("2 classes with 0 labels each: both must be at least 1");
  }

  @Test
  void frequenciesWithoutAnswersAreRefused() {
    assertThatThrownBy(() -> new FrequencyPlanner().plan(SIZE, Evidence.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a mapping by frequency counts the answers to training inputs, but there are none; query them first, or map at random");
  }

  @Test
  void givenSetsOfAnotherSizeAreRefused() {
    GivenPlanner planner = new GivenPlanner(new int[][] {{0}, {1, 2}});
    assertThatThrownBy(() -> planner.plan(new MappingSize(5, 3, 1), Evidence.none()))
        .hasMessage("labels are given for 2 classes, but the data have 3");
    assertThatThrownBy(() -> planner.plan(new MappingSize(5, 2, 1), Evidence.none()))
        .hasMessage("class 1 is given 2 labels, but 1 a class were asked for");
  }

  @Test
  void answersWithoutAClassAreRefused() {
    Scores one = Scores.wrap(1, 2, ScoreKind.PROBABILITIES, new float[] {1, 0});
    assertThatThrownBy(() -> new Evidence(one, new int[0]))
        .hasMessage("1 answers need a class each, but 0 were given");
  }
}
