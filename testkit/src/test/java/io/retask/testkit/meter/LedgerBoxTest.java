package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.CensoringBox;
import io.retask.testkit.blackbox.CountingBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.FlakyBlackBox;
import io.retask.testkit.blackbox.SeededDraw;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerBoxTest {
  private static final Shape SHAPE = Shape.of(3, 4, 4);
  private static final FakeDials DIALS = FakeDials.of(SHAPE, 5).limits(8, 3);

  @TempDir private Path folder;
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final CountingBox counted = CountingBox.of(new FakeBlackBox(DIALS));
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Ledger.open(folder.resolve("ledger.db"), LedgerContract.CLOCK);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void answersAreThoseOfTheBoxInTheOrderOfTheRows() {
    TensorBatch batch = SeededDraw.batch(SHAPE, 50, 1);
    Scores scores = query(counted, Cause.VIEWS, batch);
    for (int row = 0; row < 50; row++) {
      Scores direct = counted.query(batch.rows(row, row + 1));
      assertThat(scores.rows(row, row + 1).values()).containsExactly(direct.values());
    }
  }

  @Test
  void settledAnswerIsNeverAskedForAgain() {
    TensorBatch batch = SeededDraw.batch(SHAPE, 20, 1);
    Scores first = query(counted, Cause.VIEWS, batch);
    Scores again = query(counted, Cause.TRAINING, batch);
    assertThat(again.values()).containsExactly(first.values());
    assertThat(counted.images()).isEqualTo(20);
    assertThat(ledger.bill().cachedImages()).isEqualTo(20);
    assertThat(ledger.bill().byCause()).containsOnlyKeys(Cause.VIEWS);
  }

  @Test
  void sameContentWithinAQueryIsSentOnce() {
    int[] rows = {0, 1, 0, 2, 1, 0, 3, 3, 2, 1, 0, 4, 4, 0, 1, 2, 5};
    TensorBatch batch = SeededDraw.batch(SHAPE, 6, 1);
    Scores scores = query(counted, Cause.VIEWS, batch.rows(rows));
    assertThat(counted.images()).isEqualTo(6);
    assertThat(scores.values()).containsExactly(counted.query(batch).rows(rows).values());
    assertThat(ledger.bill().cachedImages()).isEqualTo(11);
  }

  @Test
  void compositionOfBatchesDoesNotDependOnTheSpeedOfThreads() {
    TensorBatch batch = SeededDraw.batch(SHAPE, 60, 2).rows(new int[] {0, 9, 9, 3, 20, 31, 3, 59});
    TensorBatch all = SeededDraw.batch(SHAPE, 60, 2);
    Set<Set<List<String>>> compositions = new HashSet<>();
    for (int run = 0; run < 6; run++) {
      int wait = run;
      CountingBox box =
          CountingBox.of(
              new FakeBlackBox(DIALS.latency(Duration.ofNanos(1), time -> Thread.sleep(wait % 3))));
      try (Ledger own = Ledger.inMemory(LedgerContract.CLOCK);
          LedgerBox metered = new LedgerBox(box, own, metering())) {
        metered.query(Cause.VIEWS, TensorSource.of(batch));
        metered.query(Cause.VIEWS, TensorSource.of(all));
      }
      compositions.add(new HashSet<>(box.seen()));
    }
    assertThat(compositions).hasSize(1);
  }

  @Test
  void resumedQuerySendsItsMissingChunksAsTheyWere() {
    TensorBatch batch = SeededDraw.batch(SHAPE, 60, 3);
    query(CountingBox.of(new FakeBlackBox(DIALS)), Cause.VIEWS, batch.rows(new int[] {5, 6, 30}));
    CountingBox whole = CountingBox.of(new FakeBlackBox(DIALS.seed(9)));
    BlackBox broken = FlakyBlackBox.everyNth(counted, 4, FlakyBlackBox.Break.BEFORE_SENDING, false);
    assertThatThrownBy(() -> query(broken, Cause.VIEWS, batch)).isInstanceOf(BlackBoxFailure.class);
    query(counted, Cause.VIEWS, batch);
    query(whole, Cause.VIEWS, batch.rows(new int[] {5, 6, 30}));
    CountingBox reference = CountingBox.of(new FakeBlackBox(DIALS.seed(9)));
    query(reference, Cause.VIEWS, batch);
    assertThat(counted.seen()).doesNotHaveDuplicates();
    assertThat(new HashSet<>(counted.seen())).isEqualTo(new HashSet<>(reference.seen()));
    assertThat(counted.images()).isEqualTo(57);
  }

  @Test
  void queryThatTheBudgetDoesNotCoverIsRefusedBeforeAnythingIsSent() {
    ledger.allow(Account.TRAINING, Budget.ofImages(19));
    TensorBatch batch = SeededDraw.batch(SHAPE, 20, 1);
    assertThatThrownBy(() -> query(counted, Cause.TRAINING, batch))
        .isInstanceOf(BudgetExhausted.class)
        .hasMessage(
            "20 more images are needed, but the training budget of 19 images covers 19 more; they were not sent; raise the budget: what is settled is not asked again");
    assertThat(counted.images()).isZero();
    assertThat(ledger.bill().reservedImages()).isZero();
  }

  @Test
  void whatIsStoredNeedsNoBudget() {
    ledger.allow(Account.TRAINING, Budget.ofImages(20));
    TensorBatch batch = SeededDraw.batch(SHAPE, 20, 1);
    query(counted, Cause.TRAINING, batch.rows(0, 15));
    query(counted, Cause.TRAINING, batch);
    query(counted, Cause.VALIDATION, batch);
    assertThat(counted.images()).isEqualTo(20);
    assertThat(metered(counted).affordable()).isZero();
  }

  @Test
  void evaluationHasItsOwnPurse() {
    ledger.allow(Account.TRAINING, Budget.ofImages(0));
    query(counted, Cause.EVALUATION, SeededDraw.batch(SHAPE, 5, 1));
    assertThat(metered(counted).affordable(Account.EVALUATION)).isEqualTo(Long.MAX_VALUE);
    assertThat(ledger.bill().byCause()).containsOnlyKeys(Cause.EVALUATION);
  }

  @Test
  void everyAttemptIsCounted() {
    CountingBox single = CountingBox.of(new FakeBlackBox(DIALS.limits(8, 1)));
    BlackBox flaky = FlakyBlackBox.everyNth(single, 2, FlakyBlackBox.Break.AFTER_SENDING, true);
    query(flaky, Cause.TRAINING, SeededDraw.batch(SHAPE, 64, 1));
    Bill bill = ledger.bill();
    assertThat(bill.reservedImages()).isEqualTo(single.images());
    assertThat(bill.settledImages()).isEqualTo(64);
    assertThat(bill.unknownImages()).isEqualTo(single.images() - 64).isPositive();
  }

  @Test
  void retriesWaitLongerEachTimeAndEnd() {
    BlackBox broken = FlakyBlackBox.everyNth(counted, 1, FlakyBlackBox.Break.AFTER_SENDING, true);
    assertThatThrownBy(() -> query(broken, Cause.TRAINING, SeededDraw.batch(SHAPE, 2, 1)))
        .isInstanceOf(BlackBoxFailure.class)
        .hasMessage("query 3 was made to fail");
    assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1000));
    assertThat(ledger.bill().unknownImages()).isEqualTo(6);
  }

  @Test
  void finalFailureIsNotRepeatedAndStopsTheRest() {
    BlackBox broken = FlakyBlackBox.everyNth(counted, 10, FlakyBlackBox.Break.AFTER_SENDING, false);
    assertThatThrownBy(() -> query(broken, Cause.TRAINING, SeededDraw.batch(SHAPE, 400, 1)))
        .isInstanceOf(BlackBoxFailure.class)
        .hasMessage("query 10 was made to fail");
    assertThat(waits).isEmpty();
    assertThat(counted.images()).isLessThan(200);
    assertThat(ledger.bill().settledImages()).isEqualTo(counted.images() - 8);
  }

  @Test
  void retryThatTheBudgetDoesNotCoverIsNotSent() {
    ledger.allow(Account.TRAINING, Budget.ofImages(5));
    BlackBox flaky = FlakyBlackBox.everyNth(counted, 1, FlakyBlackBox.Break.AFTER_SENDING, true);
    assertThatThrownBy(() -> query(flaky, Cause.TRAINING, SeededDraw.batch(SHAPE, 4, 1)))
        .isInstanceOf(BudgetExhausted.class);
    assertThat(counted.images()).isEqualTo(4);
  }

  @Test
  void exceptionOfTheBoxIsPassedOnAndItsImagesAreUnknown() {
    FakeBlackBox closed = new FakeBlackBox(DIALS);
    closed.close();
    assertThatThrownBy(() -> query(closed, Cause.PROBE, SeededDraw.batch(SHAPE, 3, 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ledger.bill().unknownImages()).isEqualTo(3);
  }

  @Test
  void untoldScoresAreStoredAsUntold() {
    TensorBatch batch = SeededDraw.batch(SHAPE, 3, 1);
    BlackBox top = CensoringBox.topK(counted, 2);
    Scores first = query(top, Cause.VIEWS, batch);
    Scores again = query(top, Cause.VIEWS, batch);
    assertThat(again.values()).containsExactly(first.values()).contains(Float.NaN);
    assertThat(counted.images()).isEqualTo(3);
  }

  @Test
  void otherShapeIsRefusedWithBothShapes() {
    TensorBatch wrong = TensorBatch.allocate(Shape.of(3, 5, 5), 2);
    assertThatThrownBy(() -> query(counted, Cause.VIEWS, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the query is 2x3x5x5 but 'fake' takes rows of 3x4x4; give the program that size");
  }

  @Test
  void closedMeterRefuses() {
    LedgerBox metered = metered(counted);
    metered.close();
    TensorSource source = TensorSource.of(SeededDraw.batch(SHAPE, 2, 1));
    assertThatThrownBy(() -> metered.query(Cause.VIEWS, source))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the metered box 'fake' is closed; open it again");
  }

  @Test
  void emptyQueryCostsNothing() {
    assertThat(query(counted, Cause.VIEWS, TensorBatch.allocate(SHAPE, 0)).count()).isZero();
    assertThat(ledger.bill().reservedImages()).isZero();
  }

  @Test
  void replaySendsNothingAndAnswersEverything() {
    TensorBatch batch = SeededDraw.batch(SHAPE, 20, 1);
    Scores paid = query(counted, Cause.VIEWS, batch);
    Bill before = ledger.bill();
    try (LedgerBox replay = new LedgerBox(counted, ledger, Metering.REPLAY)) {
      Scores replayed = replay.query(Cause.VIEWS, TensorSource.of(batch));
      assertThat(replayed.values()).containsExactly(paid.values());
    }
    assertThat(ledger.bill()).isEqualTo(before);
  }

  @Test
  void replaySaysHowManyAnswersAreMissing() {
    query(counted, Cause.VIEWS, SeededDraw.batch(SHAPE, 20, 1).rows(0, 13));
    try (LedgerBox replay = new LedgerBox(counted, ledger, Metering.REPLAY)) {
      TensorSource source = TensorSource.of(SeededDraw.batch(SHAPE, 20, 1));
      assertThatThrownBy(() -> replay.query(Cause.VIEWS, source))
          .isInstanceOf(BudgetExhausted.class)
          .hasMessage(
              "7 of 20 answers are not stored in the ledger %s, and a replay sends nothing; replay with the recipe and the data of that run",
              ledger.place());
    }
    assertThat(counted.images()).isEqualTo(13);
  }

  private Scores query(BlackBox box, Cause cause, TensorBatch batch) {
    try (LedgerBox metered = metered(box)) {
      return metered.query(cause, TensorSource.of(batch));
    }
  }

  private LedgerBox metered(BlackBox box) {
    return new LedgerBox(box, ledger, metering());
  }

  private Metering metering() {
    return new Metering(3, Duration.ofMillis(500), waits::add, false);
  }
}
