package io.retask.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.method.Learned;
import io.retask.train.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoMethodTest {
  private static final int N = StampedLesson.LABELLED;

  private static StampedLesson telling(int view) {
    return new StampedLesson(stamp -> stamp == view, false);
  }

  private static double accuracy(StampedLesson lesson, Learned learned) {
    Scores scores =
        learned
            .model()
            .predict(
                lesson.meter,
                Cause.EVALUATION,
                lesson.data.tensors(StampedLesson.TEST, StampedLesson.BOX));
    int[] truth = lesson.data.classesOf(StampedLesson.TEST);
    return IntStream.range(0, truth.length).filter(i -> scores.best(i) == truth[i]).count()
        / (double) truth.length;
  }

  @Test
  void theViewThatTellsIsFoundAndTheUselessOnesAreNotKept() {
    StampedLesson lesson = telling(6);
    Learned learned = lesson.learn("budget.images=" + 12 * N);
    assertThat(learned.model().views()).hasSize(1);
    assertThat(StampedLesson.stampOf(learned.model().views().get(0))).isEqualTo(6);
    assertThat(accuracy(lesson, learned)).isEqualTo(1);
    assertThat(lesson.meter.bill().byCause()).containsEntry(Cause.EVALUATION, 30L);
  }

  @Test
  void oneViewSufficesWhereTheUntouchedOneTells() {
    StampedLesson lesson = telling(0);
    Learned learned = lesson.learn("budget.images=" + 4 * N);
    assertThat(learned.model().views()).hasSize(1);
    assertThat(StampedLesson.stampOf(learned.model().views().get(0))).isEqualTo(0);
    assertThat(learned.metrics()).containsEntry("localWeight", 0.0);
  }

  @Test
  void aBoxOfNoiseIsLeftOutWhereTheInputsTellTheClass() {
    StampedLesson lesson = new StampedLesson(stamp -> false, true);
    Learned learned = lesson.learn("budget.images=" + 4 * N);
    assertThat(learned.model().views()).isEmpty();
    assertThat(learned.notes())
        .hasSize(1)
        .allMatch(
            note ->
                note.endsWith(
                    "The box takes less than 1 % of the loss of the inputs alone away, so it is left"
                        + " out and a prediction bills nothing."));
    long before = lesson.meter.bill().reservedImages();
    assertThat(accuracy(lesson, learned)).isEqualTo(1);
    assertThat(lesson.meter.bill().reservedImages()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "14,0", "15,15", "25,25", "59,59", "60,60", "119,60", "120,120", "317,300"})
  void theBudgetIsKeptToTheImage(long budget, long spent) {
    StampedLesson lesson = telling(0);
    Learned learned = lesson.learn("budget.images=" + budget, "auto.leastGain=0");
    assertThat(lesson.meter.bill().reservedImages()).isEqualTo(spent);
    int asked = (int) Math.min(spent, N);
    assertThat(learned.asked()).hasSize(asked).doesNotHaveDuplicates();
    assertThat(learned.outOfFold().orElseThrow().count()).isEqualTo(asked == 0 ? N : asked);
    assertThat(learned.metrics()).containsEntry("askedRows", (double) asked);
  }

  @Test
  void aBudgetBelowOneImageARowAsksEveryClassInProportion() {
    StampedLesson lesson = telling(0);
    List<Integer> asked = new ArrayList<>();
    Learned learned = lesson.learn("budget.images=30");
    for (int row = 0; row < N; row++) {
      long before = lesson.meter.bill().cachedImages();
      lesson.meter.query(Cause.BASELINE, lesson.data.tensors(new int[] {row}, StampedLesson.BOX));
      if (lesson.meter.bill().cachedImages() > before) {
        asked.add(row % 3);
      }
    }
    assertThat(asked).hasSize(30);
    assertThat(asked.stream().filter(c -> c == 0).count()).isEqualTo(10);
    assertThat(asked.stream().filter(c -> c == 1).count()).isEqualTo(10);
    assertThat(accuracy(lesson, learned)).isEqualTo(1);
    // the box tells all of the 30 it was asked about; unasked rows would be guessed
    assertThat(learned.metrics()).containsEntry("crossValidatedAccuracy", 1.0);
    assertThat(learned.notes().get(0))
        .startsWith(
            "Chose 1 of 1 views; the budget covers 30 of the 60 labelled rows once, and all figures"
                + " are of these.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void aChoiceThatIsNotKeptIsNotToldAsKept(int seed) {
    StampedLesson lesson = new StampedLesson(stamp -> false, false);
    Learned learned = lesson.learn("budget.images=" + 12 * N, "seed=" + seed);
    int views = learned.model().views().size();
    String note = learned.notes().get(0);
    if (views > 0) {
      assertThat(note)
          .matches(
              ("Chose %d of .*|The best \\d of \\d+ views took less than 2 %% of the loss of the"
                      + " untouched one away, so that one is kept; .*")
                  .formatted(views));
    }
  }

  @Test
  void whatIsRehearsedIsTheMostThatIsAsked() {
    StampedLesson rehearsed = telling(3);
    rehearsed.rehearse("budget.images=" + 20 * N);
    StampedLesson learned = telling(3);
    learned.learn("budget.images=" + 20 * N, "auto.leastGain=0");
    assertThat(rehearsed.meter.bill().reservedImages())
        .isEqualTo(20L * N)
        .isGreaterThanOrEqualTo(learned.meter.bill().reservedImages());
  }

  @Test
  void itStopsWhereADoublingNoLongerPaysAndSaysSo() {
    StampedLesson lesson = telling(2);
    Learned learned = lesson.learn("auto.views=2");
    assertThat(lesson.meter.bill().reservedImages()).isEqualTo(8L * N);
    assertThat(learned.notes())
        .containsExactly(
            "Chose 1 of 8 views; the last 4 took 0.0 % of the cross-validated error away, less"
                + " than the 1.0 % that auto.leastGain asks for. A prediction bills 1 image; the"
                + " inputs themselves have 0 % of the say.");
    assertThat(learned.history()).hasSize(3);
  }

  @Test
  void aKilledRunEndsAsOneThatWasNot() {
    String[] settings = {"budget.images=" + 12 * N, "auto.leastGain=0"};
    StampedLesson whole = new StampedLesson(stamp -> stamp % 4 == 1, false);
    Learned expected = whole.learn(settings);
    StampedLesson killed = new StampedLesson(stamp -> stamp % 4 == 1, false);
    RunListener dies =
        (record, bill) -> {
          if (record.step() == 2) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> killed.learn(dies, settings)).hasMessage("killed");
    Learned resumed = killed.learn(settings);
    assertThat(weights(resumed)).isEqualTo(weights(expected));
    assertThat(resumed.metrics()).isEqualTo(expected.metrics());
    assertThat(killed.meter.bill().reservedImages()).isEqualTo(whole.meter.bill().reservedImages());
  }

  private static float[] weights(Learned learned) {
    return ((LogisticReadout) learned.model().mapping()).classifier().weights();
  }

  @Test
  void imagesThatACrashLeftUnknownEndTheSearchEarly() {
    StampedLesson lesson = telling(2);
    lesson.meter.limit(5 * N + 7);
    Learned learned = lesson.learn("budget.images=" + 8 * N);
    assertThat(learned.metrics()).containsEntry("candidateViews", 5.0);
    assertThat(learned.notes().get(0))
        .startsWith(
            "Chose 1 of 5 views; the budget ended: images of an earlier stop count as spent.");
    lesson.meter.limit(1_000);
    assertThat(accuracy(lesson, learned)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void theEstimateIsNeverBelowTheUntouchedReadoutNorTheInputsAlone(int mask) {
    StampedLesson lesson =
        new StampedLesson(stamp -> (mask & 1) != 0 && stamp % 3 == mask % 3, mask > 3);
    Learned learned = lesson.learn("budget.images=" + (1 + mask) * N, "auto.views=3");
    double loss = learned.metrics().get("crossValidatedLoss");
    assertThat(loss).isLessThanOrEqualTo(learned.metrics().get("readoutLoss"));
    assertThat(loss).isLessThanOrEqualTo(learned.metrics().get("localLoss"));
  }

  @Test
  void theExamplesOfTheReportAreNeverRead() {
    StampedLesson lesson = telling(2);
    lesson.learn("budget.images=" + 8 * N);
    assertThat(lesson.data.read())
        .containsExactlyElementsOf(IntStream.range(0, N).boxed().toList());
  }
}
