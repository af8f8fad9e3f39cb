package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Rehearsal;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.CountingBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.SeededDraw;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad answers, limits of the box, interruption and rehearsal. */
final class LedgerBoxEdgesTest {
  private static final Shape SHAPE = Shape.of(6);
  private static final FakeDials DIALS = FakeDials.of(SHAPE, 4).limits(16, 2);

  private final Ledger ledger = Ledger.inMemory(LedgerContract.CLOCK);

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void nanFromABoxThatTellsEverythingIsAFailureThatIsPaidFor() {
    BlackBox nan =
        changed(
            scores -> {
              scores.values()[6] = Float.NaN;
              return scores;
            });
    assertThatThrownBy(() -> ask(nan, 3))
        .isInstanceOfSatisfying(
            BlackBoxFailure.class, failure -> assertThat(failure.retryable()).isFalse())
        .hasMessage(
            "'fake' answered NaN for label 'label-2' in row 1 of 3; a box that tells every score must not: check its input range, or declare what it hides");
    assertThat(ledger.bill().unknownImages()).isEqualTo(3);
    assertThat(ledger.bill().settledImages()).isZero();
  }

  @Test
  void answerOfAnotherSizeIsRefused() {
    BlackBox two = changed(scores -> scores.rows(0, 2));
    assertThatThrownBy(() -> ask(two, 3))
        .isInstanceOf(BlackBoxFailure.class)
        .hasMessage(
            "'fake' answered 2 rows of 4 PROBABILITIES for 3 rows; its description promises 4 PROBABILITIES a row: correct the description");
  }

  @ParameterizedTest(name = "grain {0}, at most {1} rows: {3} of {2} or fewer")
  @CsvSource({
    "1,64,32,4",
    "1,16,16,7",
    "10,16,10,10",
    "10,64,10,10",
    "50,16,13,8",
    "20,10,10,10",
    "3,16,15,7",
    "3,2,2,67",
    "8,8,8,13"
  })
  void chunksKeepToTheGrainAndToTheBox(int grain, int maxBatch, int largest, int chunks) {
    CountingBox counted = CountingBox.of(new FakeBlackBox(DIALS.limits(maxBatch, 2)));
    TensorBatch batch = SeededDraw.batch(SHAPE, 100, 1);
    try (LedgerBox metered = new LedgerBox(counted, ledger, Metering.USUAL)) {
      metered.query(Cause.VIEWS, new Grained(batch, grain));
    }
    List<Integer> sizes = counted.seen().stream().map(List::size).sorted().toList();
    assertThat(sizes).hasSize(chunks);
    assertThat(sizes.get(chunks - 1)).isEqualTo(largest);
    assertThat(counted.images()).isEqualTo(100);
  }

  @Test
  void boxIsNeverAskedByMoreThreadsThanItBears() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    BlackBox watched =
        new FakeBlackBox(
            DIALS.latency(
                Duration.ofMillis(1),
                time -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  Thread.sleep(time.toMillis());
                  now.decrementAndGet();
                }));
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try (LedgerBox metered = new LedgerBox(watched, ledger, Metering.USUAL)) {
      List<Future<Scores>> answers =
          IntStream.range(0, 24)
              .mapToObj(i -> TensorSource.of(SeededDraw.batch(SHAPE, 20, i)))
              .map(source -> callers.submit(() -> metered.query(Cause.TRAINING, source)))
              .toList();
      for (Future<Scores> answer : answers) {
        assertThat(answer.get().count()).isEqualTo(20);
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(most).hasValue(2);
    assertThat(ledger.bill().settledImages()).isEqualTo(480);
  }

  @Test
  void interruptedQuerySettlesWhatIsInFlight() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountingBox counted =
        CountingBox.of(
            new FakeBlackBox(
                DIALS.latency(
                    Duration.ofMillis(1),
                    time -> {
                      asked.countDown();
                      goOn.await();
                    })));
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try (LedgerBox metered = new LedgerBox(counted, ledger, Metering.USUAL)) {
      TensorSource source = TensorSource.of(SeededDraw.batch(SHAPE, 400, 1));
      Thread[] thread = new Thread[1];
      Future<Object> failure =
          caller.submit(
              () -> {
                thread[0] = Thread.currentThread();
                return catchFailure(metered, source);
              });
      asked.await();
      thread[0].interrupt();
      Thread.sleep(50);
      goOn.countDown();
      assertThat(failure.get())
          .isInstanceOfSatisfying(
              RetaskException.class,
              e ->
                  assertThat(e)
                      .hasMessage(
                          "the query was interrupted; what was in flight is settled; give the same command again (a training: `retask resume RUN`)"));
    } finally {
      caller.shutdownNow();
    }
    assertThat(counted.images()).isBetween(1L, 100L);
    assertThat(ledger.bill().settledImages()).isEqualTo(counted.images());
    assertThat(ledger.bill().unknownImages()).isZero();
  }

  private static Object catchFailure(MeteredBox metered, TensorSource source) {
    try {
      return metered.query(Cause.TRAINING, source);
    } catch (RetaskException e) {
      return e;
    }
  }

  @Test
  void errorOfTheSourceStopsTheQueryAndIsPassedOn() {
    TensorSource broken =
        new Grained(SeededDraw.batch(SHAPE, 100, 1), 10) {
          @Override
          public TensorBatch rows(int from, int to) {
            if (from >= 40) {
              throw new AssertionError("row 40 cannot be made");
            }
            return super.rows(from, to);
          }
        };
    try (LedgerBox metered = new LedgerBox(new FakeBlackBox(DIALS), ledger, Metering.USUAL)) {
      assertThatThrownBy(() -> metered.query(Cause.VIEWS, broken))
          .isInstanceOf(AssertionError.class)
          .hasMessage("row 40 cannot be made");
    }
    assertThat(ledger.bill().reservedImages()).isLessThanOrEqualTo(40);
  }

  @Test
  void rehearsalBillsWhatTheRunWillBill() {
    FakeBlackBox box = new FakeBlackBox(DIALS);
    try (Rehearsal rehearsal = new Rehearsal(box.spec(), Budget.ofImages(90), Budget.UNLIMITED, 1);
        LedgerBox real = new LedgerBox(box, ledger, Metering.USUAL)) {
      ledger.allow(Account.TRAINING, Budget.ofImages(90));
      run(rehearsal);
      run(real);
      assertThat(rehearsal.bill()).isEqualTo(real.bill());
      assertThat(rehearsal.bill().byCause())
          .containsEntry(Cause.VIEWS, 50L)
          .containsEntry(Cause.TRAINING, 20L)
          .containsEntry(Cause.EVALUATION, 10L);
      assertThat(rehearsal.affordable()).isEqualTo(20);
      assertThat(rehearsal.spec()).isSameAs(box.spec());
    }
  }

  private static void run(MeteredBox box) {
    TensorBatch batch = SeededDraw.batch(SHAPE, 80, 1);
    box.query(Cause.VIEWS, TensorSource.of(batch.rows(0, 50)));
    box.query(Cause.TRAINING, TensorSource.of(batch.rows(30, 70)));
    box.query(Cause.EVALUATION, TensorSource.of(batch));
    TensorSource dear = TensorSource.of(SeededDraw.batch(SHAPE, 21, 2));
    assertThatThrownBy(() -> box.query(Cause.BASELINE, dear)).isInstanceOf(BudgetExhausted.class);
  }

  @Test
  void rehearsedScoresAreOfTheRightKindAndDependOnTheContent() {
    TensorBatch batch = SeededDraw.batch(SHAPE, 2, 1);
    try (Rehearsal rehearsal =
        new Rehearsal(new FakeBlackBox(DIALS).spec(), Budget.UNLIMITED, Budget.UNLIMITED, 1)) {
      Scores scores = rehearsal.query(Cause.VIEWS, TensorSource.of(batch));
      assertThat(scores.rows(0, 1).values()).isNotEqualTo(scores.rows(1, 2).values());
      double sum = 0;
      for (float value : scores.rows(0, 1).values()) {
        sum += value;
      }
      assertThat(sum).isBetween(0.9999, 1.0001);
    }
  }

  private void ask(BlackBox box, int rows) {
    try (LedgerBox metered = new LedgerBox(box, ledger, Metering.USUAL)) {
      metered.query(Cause.PROBE, TensorSource.of(SeededDraw.batch(SHAPE, rows, 1)));
    }
  }

  private static BlackBox changed(UnaryOperator<Scores> change) {
    FakeBlackBox inner = new FakeBlackBox(DIALS);
    return new BlackBox() {
      @Override
      public BlackBoxSpec spec() {
        return inner.spec();
      }

      @Override
      public Scores query(TensorBatch inputs) {
        return change.apply(inner.query(inputs));
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }

  private static class Grained implements TensorSource {
    private final TensorBatch batch;
    private final int grain;

    Grained(TensorBatch batch, int grain) {
      this.batch = batch;
      this.grain = grain;
    }

    @Override
    public Shape shape() {
      return batch.shape();
    }

    @Override
    public int count() {
      return batch.count();
    }

    @Override
    public TensorBatch rows(int from, int to) {
      return batch.rows(from, to);
    }

    @Override
    public int grain() {
      return grain;
    }
  }
}
