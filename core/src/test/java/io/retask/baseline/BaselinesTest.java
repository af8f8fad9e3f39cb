package io.retask.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.metric.Interval;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselinesTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");

  /** Class c mostly gets label 3 + c of nine; raw features say nothing. */
  private static LabelledAnswers rows(int count, long seed, boolean raw) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] p = new float[count * 9];
    float[] noise = new float[count * 4];
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = i % 4 == 3 ? 0 : i % 3;
      double sum = 0;
      for (int s = 0; s < 9; s++) {
        p[i * 9 + s] = (float) (0.05 + random.nextDouble() + (s == 3 + classes[i] ? 1.5 : 0));
        sum += p[i * 9 + s];
      }
      for (int s = 0; s < 9; s++) {
        p[i * 9 + s] /= (float) sum;
      }
      for (int j = 0; j < 4; j++) {
        noise[i * 4 + j] = (float) random.nextDouble();
      }
    }
    return new LabelledAnswers(
        Optional.of(Scores.wrap(count, 9, ScoreKind.PROBABILITIES, p)),
        classes,
        IntStream.range(0, count).mapToObj(i -> "g" + i).toList(),
        raw
            ? Optional.of(TensorBatch.wrap(Shape.of(4), count, noise))
            : Optional.<TensorBatch>empty());
  }

  private static List<BaselineResult> run(Optional<LabelledAnswers> test, boolean raw) {
    return Baselines.evaluate(new BaselineInputs(CLASSES, rows(120, 1, raw), test), 7);
  }

  @Test
  void allOfThemAreThereInOrder() {
    assertThat(run(Optional.of(rows(60, 2, true)), true))
        .extracting(BaselineResult::name)
        .containsExactly(
            "majority", "first-k", "frequency", "blm", "blm+", "knn", "readout", "raw");
  }

  @Test
  void theyAreAsGoodAsTheTaskAllows() {
    List<BaselineResult> results = run(Optional.of(rows(60, 2, true)), true);
    double majority = results.get(0).evaluation().accuracy();
    for (int i = 2; i <= 5; i++) {
      assertThat(results.get(i).evaluation().accuracy())
          .as(results.get(i).name())
          .isGreaterThan(majority + 0.2);
    }
    assertThat(results.get(6).evaluation().accuracy()).isGreaterThan(0.9);
    assertThat(results.get(7).evaluation().accuracy()).isLessThan(majority + 0.15);
  }

  @Test
  void majorityIsAlwaysTheSameClass() {
    BaselineResult majority = run(Optional.of(rows(60, 2, true)), true).get(0);
    assertThat(majority.evaluation().confusion().sensitivity(0)).hasValue(1);
    assertThat(majority.evaluation().confusion().precision(1)).isEmpty();
    // 60 of 120 rows are of class 0
    assertThat(majority.probabilities().values()[0]).isCloseTo(0.5f, within(1e-5f));
  }

  @Test
  void withTestRowsTheFiguresAreOfThem() {
    for (BaselineResult result : run(Optional.of(rows(60, 2, true)), true)) {
      assertThat(result.crossValidated()).isFalse();
      assertThat(result.evaluation().n()).isEqualTo(60);
    }
  }

  @Test
  void withoutTestRowsTheFiguresAreCrossValidated() {
    List<BaselineResult> results = run(Optional.empty(), false);
    assertThat(results).hasSize(7);
    for (BaselineResult result : results) {
      assertThat(result.crossValidated()).isTrue();
      assertThat(result.evaluation().n()).isEqualTo(120);
    }
    assertThat(results.get(6).evaluation().accuracy()).isGreaterThan(0.85);
  }

  @Test
  void everyRowOfProbabilitiesHasSumOne() {
    for (BaselineResult result : run(Optional.empty(), true)) {
      float[] p = result.probabilities().values();
      for (int i = 0; i < p.length; i += 3) {
        assertThat(p[i] + p[i + 1] + p[i + 2]).isCloseTo(1, within(1e-5f));
      }
    }
  }

  @Test
  void rawIsLeftOutWhereThereIsNone() {
    assertThat(run(Optional.of(rows(60, 2, false)), true))
        .extracting(BaselineResult::name)
        .doesNotContain("raw");
  }

  @Test
  void mappingsAreLeftOutWhereLabelsAreTooFew() {
    LabelledAnswers nine = rows(120, 1, false);
    float[] two = new float[240];
    for (int i = 0; i < 120; i++) {
      two[2 * i] = nine.answers().orElseThrow().values()[9 * i + 3];
      two[2 * i + 1] = 1 - two[2 * i];
    }
    LabelledAnswers small =
        new LabelledAnswers(
            Optional.of(Scores.wrap(120, 2, ScoreKind.PROBABILITIES, two)),
            nine.classes(),
            List.of(nine.groups()),
            Optional.empty());
    assertThat(Baselines.evaluate(new BaselineInputs(CLASSES, small, Optional.empty()), 1))
        .extracting(BaselineResult::name)
        .containsExactly("majority", "blm", "blm+", "knn", "readout");
  }

  @Test
  void withoutAnswersOnlyThoseWithoutABoxAreLeft() {
    LabelledAnswers asked = rows(120, 1, true);
    LabelledAnswers unasked =
        new LabelledAnswers(
            Optional.empty(), asked.classes(), List.of(asked.groups()), asked.raw());
    assertThat(Baselines.evaluate(new BaselineInputs(CLASSES, unasked, Optional.empty()), 1))
        .extracting(BaselineResult::name)
        .containsExactly("majority", "raw");
  }

  /** The same rows, a quarter of them asked about. */
  private static LabelledAnswers partly(LabelledAnswers all) {
    int[] asked = IntStream.range(0, 30).map(i -> 4 * i + i % 4).toArray();
    return new LabelledAnswers(
        all.answers().map(answers -> answers.rows(asked)),
        asked,
        all.classes(),
        List.of(all.groups()),
        all.raw());
  }

  @Test
  void thoseWithABoxLearnFromWhatWasAskedAndTheOthersFromAll() {
    LabelledAnswers test = rows(60, 2, true);
    BaselineInputs inputs =
        new BaselineInputs(CLASSES, partly(rows(120, 1, true)), Optional.of(test));
    List<BaselineResult> results = Baselines.evaluate(inputs, 7);
    assertThat(results).hasSize(8).allMatch(result -> result.evaluation().n() == 60);
    assertThat(results.get(0).probabilities().values()[0]).isCloseTo(0.5f, within(1e-5f));
    assertThat(results.get(6).evaluation().accuracy()).isGreaterThan(0.75);
    assertThat(results.get(6).sentence())
        .endsWith(" It learned from the 30 of 120 labelled rows that the box was asked about.");
    assertThat(results.get(7).sentence()).doesNotContain("It learned from");
  }

  @Test
  void crossValidatedFiguresAreOfTheRowsThatWereAskedAbout() {
    LabelledAnswers all = rows(120, 1, true);
    List<BaselineResult> results =
        Baselines.evaluate(new BaselineInputs(CLASSES, partly(all), Optional.empty()), 7);
    assertThat(results).hasSize(8).allMatch(result -> result.evaluation().n() == 30);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void fewGroupsSuffice(int groups) {
    LabelledAnswers all = rows(40, 1, true);
    LabelledAnswers few =
        new LabelledAnswers(
            all.answers(),
            all.classes(),
            IntStream.range(0, 40).mapToObj(row -> "g" + row % groups).toList(),
            all.raw());
    assertThat(Baselines.evaluate(new BaselineInputs(CLASSES, few, Optional.empty()), 1))
        .hasSize(8);
    LabelledAnswers tiny =
        new LabelledAnswers(
            all.answers().map(answers -> answers.rows(0, groups)),
            IntStream.range(0, groups).map(row -> row % 3).toArray(),
            IntStream.range(0, groups).mapToObj(row -> "g" + row).toList(),
            Optional.empty());
    assertThat(Baselines.evaluate(new BaselineInputs(CLASSES, tiny, Optional.of(all)), 1))
        .hasSize(7);
  }

  @Test
  void groupsMakeTheIntervalsWider() {
    LabelledAnswers all = rows(120, 1, false);
    LabelledAnswers grouped =
        new LabelledAnswers(
            all.answers(),
            all.classes(),
            IntStream.range(0, 120).mapToObj(row -> "class" + all.classes()[row]).toList(),
            all.raw());
    BaselineInputs inputs = new BaselineInputs(CLASSES, all, Optional.of(grouped));
    Interval interval = Baselines.evaluate(inputs, 7).get(0).evaluation().accuracyCi95();
    // right on all rows of one group and on none of the others
    assertThat(interval).isEqualTo(new Interval(0, 1));
  }

  @Test
  void everyNameFindsItsRule() {
    for (AnswerRule rule : AnswerRule.values()) {
      assertThat(AnswerRule.of(rule.key())).contains(rule);
    }
    for (LocalRule rule : LocalRule.values()) {
      assertThat(LocalRule.of(rule.key())).contains(rule);
    }
    assertThat(AnswerRule.of("raw")).isEmpty();
    assertThat(LocalRule.of("knn")).isEmpty();
  }

  @Test
  void noRowsOwnLabelGoesIntoItsPrediction() {
    LabelledAnswers rows = rows(120, 1, true);
    int[] folds = Baselines.folds(rows.classes(), rows.groups(), 3);
    int[] changed = rows.classes();
    for (int row = 0; row < changed.length; row++) {
      changed[row] = folds[row] == 2 ? (changed[row] + 1) % 3 : changed[row];
    }
    for (AnswerRule rule : AnswerRule.values()) {
      if (rule == AnswerRule.KNN || rule == AnswerRule.READOUT) {
        continue; // these choose one setting from all folds
      }
      Scores answers = rows.answers().orElseThrow();
      Scores before = rule.fit(answers, rows.classes(), 3, folds).outOfFold();
      Scores after = rule.fit(answers, changed, 3, folds).outOfFold();
      int[] held = IntStream.range(0, 120).filter(row -> folds[row] == 2).toArray();
      assertThat(after.rows(held).values()).as(rule.key()).isEqualTo(before.rows(held).values());
    }
  }

  @Test
  void sentencesAreForPeople() {
    List<BaselineResult> results = run(Optional.empty(), true);
    assertThat(results.get(2).sentence())
        .isEqualTo("Each class is the mean of the 3 labels that the box gives it most often.");
    assertThat(results).allMatch(result -> result.sentence().endsWith("."));
  }

  @Test
  void answersOfAnotherBoxAreRefused() {
    LabelledAnswers other =
        new LabelledAnswers(
            Optional.of(Scores.wrap(1, 2, ScoreKind.PROBABILITIES, new float[] {1, 0})),
            new int[1],
            List.of("g"),
            Optional.empty());
    assertThatThrownBy(() -> new BaselineInputs(CLASSES, rows(12, 1, false), Optional.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("training answers have 9 scores, test answers 2; both must be of one box");
  }

  @Test
  void differentNumbersOfRowsAreRefused() {
    assertThatThrownBy(
            () ->
                new LabelledAnswers(
                    Optional.of(Scores.wrap(1, 2, ScoreKind.PROBABILITIES, new float[] {1, 0})),
                    new int[2],
                    List.of("g"),
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 answers stand beside 2 classes, 1 groups and 2 raw rows");
  }
}
