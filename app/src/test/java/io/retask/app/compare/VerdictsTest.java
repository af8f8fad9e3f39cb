package io.retask.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retask.report.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is called a difference, on predictions made for the purpose. */
final class VerdictsTest {
  private static final Entrant OURS = new Entrant("auto", 8);
  private static final Entrant RAW = new Entrant("raw", null);
  private static final Entrant READOUT = new Entrant("readout", null);
  private static final int ROWS = 500;
  private final Map<Cell, boolean[]> right = new LinkedHashMap<>();

  private Standings standings(List<Entrant> entrants, int seeds) {
    Map<Long, List<String>> clusters = new LinkedHashMap<>();
    for (long seed = 1; seed <= seeds; seed++) {
      clusters.put(seed, IntStream.range(0, ROWS).mapToObj(row -> "row-" + row).toList());
    }
    return new Standings(entrants, Map.of(), right, clusters);
  }

  private void answers(Entrant entrant, int seed, IntPredicate rightAt) {
    boolean[] answers = new boolean[ROWS];
    for (int row = 0; row < ROWS; row++) {
      answers[row] = rightAt.test(row);
    }
    right.put(new Cell(entrant, 900, seed), answers);
  }

  @Test
  void everyMethodIsHeldAgainstTheBestRawPixelsAndTheReadout() {
    answers(OURS, 1, row -> row < 400);
    answers(READOUT, 1, row -> row < 300);
    answers(RAW, 1, row -> row < 298);
    Verdicts verdicts = new Verdicts(standings(List.of(READOUT, RAW, OURS), 1), 900);
    assertThat(verdicts.sentences())
        .containsExactly(
            "“auto:8” is right on 80.0 %, the best here: 20.4 points above raw pixels, a"
                + " significant difference (p < 0.001); 20.0 points above the readout, a"
                + " significant difference (p < 0.001).",
            "“readout” is right on 60.0 %: 20.0 points below the best, “auto:8”, a significant"
                + " difference (p < 0.001); 0.4 points above raw pixels, no significant difference"
                + " (p = 0.500).",
            "“raw” is right on 59.6 %: 20.4 points below the best, “auto:8”, a significant"
                + " difference (p < 0.001); 0.4 points below the readout, no significant difference"
                + " (p = 0.500).");
    assertThat(verdicts.conclusions())
        .containsExactly(
            "At a budget of 900 images “auto:8” is the most accurate, right on 80.0 % of the test"
                + " rows.",
            "Every other method is significantly below it.");
  }

  @Test
  void whereTheBoxIsNotShownToHelpThatIsSaid() {
    answers(OURS, 1, row -> row < 400);
    answers(RAW, 1, row -> row < 398);
    assertThat(new Verdicts(standings(List.of(RAW, OURS), 1), 900).conclusions())
        .containsExactly(
            "At a budget of 900 images “auto:8” is the most accurate, right on 80.0 % of the test"
                + " rows.",
            "Not significantly below it: “raw” (79.6 %).",
            "Raw pixels alone, with 79.6 % against 80.0 %, are not significantly worse (p = 0.500,"
                + " 500 groups of test rows): that the box helps is not shown.");
    answers(RAW, 1, row -> row < 410);
    assertThat(new Verdicts(standings(List.of(RAW, OURS), 1), 900).conclusions())
        .contains("Raw pixels alone do best, with 82.0 %: that the box helps is not shown.");
  }

  @Test
  void equalAnswersAreLevel() {
    answers(OURS, 1, row -> row < 400);
    answers(READOUT, 1, row -> row < 400);
    assertThat(new Verdicts(standings(List.of(READOUT, OURS), 1), 900).sentences())
        .contains("“auto:8” is right on 80.0 %: level with the best, “readout” (p = 1.000).");
  }

  /** The same rows under three seeds are the same rows: nothing is gained by asking again. */
  @Test
  void aRowThatSeveralSeedsJudgeCountsOnce() {
    for (int seed = 1; seed <= 3; seed++) {
      answers(OURS, seed, row -> row < 405);
      answers(RAW, seed, row -> row < 400);
    }
    Standings standings = standings(List.of(RAW, OURS), 3);
    assertThat(standings.pairs(OURS, RAW, 900).pValue()).isEqualTo(2.0 / 32);
  }

  /**
   * 200 comparisons of six equally good methods: at most 5 % of them may find any difference, so 10
   * on average; 4 standard deviations above that is 23.
   */
  @Test
  void equalMethodsAreRarelyToldApart() {
    List<Entrant> six =
        IntStream.range(0, 6).mapToObj(i -> new Entrant("method-" + i, null)).toList();
    SplittableRandom random = new SplittableRandom(3);
    int alarms = 0;
    for (int trial = 0; trial < 200; trial++) {
      six.forEach(entrant -> answers(entrant, 1, row -> random.nextInt(10) < 7));
      List<String> found = new Verdicts(standings(six, 1), 900).sentences();
      alarms += found.stream().anyMatch(line -> line.contains(", a significant")) ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(23);
  }

  @Test
  void figuresOverFewerSeedsAreMarked() {
    for (int seed = 1; seed <= 3; seed++) {
      answers(OURS, seed, row -> row < 400);
    }
    answers(READOUT, 1, row -> row < 405);
    answers(READOUT, 3, row -> row < 405);
    answers(RAW, 2, row -> row < 399);
    Verdicts verdicts = new Verdicts(standings(List.of(OURS, READOUT), 3), 900);
    assertThat(verdicts.sentences())
        .containsExactly(
            "“auto:8” is right on 80.0 %, the best here: 1.0 points below the readout, no"
                + " significant difference (p = 0.063).",
            "“readout” is right on 81.0 % in 2 of 3 seeds: 1.0 points above the best, “auto:8”, no"
                + " significant difference (p = 0.063).");
    assertThat(verdicts.conclusions())
        .containsExactly(
            "At a budget of 900 images “auto:8” is the most accurate of those that have a result for"
                + " every seed, right on 80.0 % of the test rows.",
            "Not significantly below it: “readout” (81.0 % in 2 of 3 seeds).");
    assertThat(new Verdicts(standings(List.of(OURS, RAW), 3), 900).conclusions())
        .endsWith(
            "Not significantly below it: “raw” (79.8 % in 1 of 3 seeds).",
            "Raw pixels alone, with 79.8 % in 1 of 3 seeds against 80.0 %, are not significantly"
                + " worse (p = 1.000, 500 groups of test rows): that the box helps is not shown.");
  }

  /**
   * Seeds differ in their test rows: what lacks the hard one has the higher share of easier rows.
   */
  @Test
  void whatLacksTheHardSeedIsNotTheBestForIt() {
    for (int seed = 1; seed <= 2; seed++) {
      answers(READOUT, seed, row -> row < 400);
      answers(RAW, seed, row -> row < 425);
    }
    answers(RAW, 3, row -> row < 250);
    assertThat(new Verdicts(standings(List.of(READOUT, RAW), 3), 900).conclusions())
        .containsExactly(
            "At a budget of 900 images “raw” is the most accurate of those that have a result for"
                + " every seed, right on 73.3 % of the test rows.",
            "Every other method is significantly below it.",
            "Raw pixels alone do best, with 73.3 %: that the box helps is not shown.");
  }

  @Test
  void whatIsAboveTheBestOnTheSeedsOfBothIsNotBelowIt() {
    for (int seed = 1; seed <= 3; seed++) {
      answers(OURS, seed, row -> row < 300);
    }
    answers(RAW, 1, row -> row < 400);
    assertThat(new Verdicts(standings(List.of(OURS, RAW), 3), 900).conclusions())
        .endsWith(
            "Not significantly below it: “raw” (80.0 % in 1 of 3 seeds).",
            "Raw pixels alone, with 80.0 % in 1 of 3 seeds against 60.0 %, are not significantly"
                + " worse (p < 0.001, 500 groups of test rows): that the box helps is not shown.");
  }

  @Test
  void withoutASeedInCommonNothingIsTested() {
    answers(OURS, 1, row -> row < 400);
    answers(READOUT, 2, row -> row < 300);
    Verdicts verdicts = new Verdicts(standings(List.of(OURS, READOUT), 2), 900);
    assertThat(verdicts.sentences())
        .contains(
            "“readout” is right on 60.0 % in 1 of 2 seeds: not tested against the best, “auto:8”,"
                + " which has no seed in common with it.");
    assertThat(verdicts.conclusions())
        .contains("Not significantly below it: “readout” (60.0 % in 1 of 2 seeds).");
  }

  @Test
  void nothingIsCertainBecauseEveryRowIsRight() {
    answers(OURS, 1, row -> true);
    Estimate all = standings(List.of(OURS), 1).row(OURS, 900).accuracy().orElseThrow();
    assertThat(all.high()).isEqualTo(1);
    assertThat(all.low()).as("Wilson's, 500 of 500").isCloseTo(0.9924, within(1e-4));
  }

  @Test
  void withoutAResultThereIsNoWinner() {
    assertThat(new Verdicts(standings(List.of(RAW), 1), 900).conclusions())
        .containsExactly("No method gave a result at 900 images.");
  }
}
