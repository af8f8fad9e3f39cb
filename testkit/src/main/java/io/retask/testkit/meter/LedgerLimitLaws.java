package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Attempt;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.ContentKey;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.Reservation;
import io.retask.tensor.Shape;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of the limits of a {@link Ledger}, and the ledger that all its laws are tested on. */
abstract class LedgerLimitLaws {
  /** The time of every reservation in these tests. */
  protected static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  static final FakeDials DIALS = FakeDials.of(Shape.of(4), 3);
  static final BlackBoxSpec FREE = spec(DIALS.seed(1));
  static final BlackBoxSpec PRICED = spec(repriced("1.50"));

  Ledger ledger;
  int box;
  boolean spoilt;

  /** Opens an empty ledger with {@link #CLOCK}. */
  protected abstract Ledger open();

  @BeforeEach
  final void openLedger() {
    ledger = open();
    box = ledger.enrol(FREE);
  }

  @AfterEach
  final void closeLedger() {
    if (!spoilt) {
      ledger.close();
    }
  }

  @Test
  void withoutALimitThereIsNoLimit() {
    assertThat(ledger.allowance(Account.TRAINING)).isEqualTo(Budget.UNLIMITED);
    assertThat(ledger.affordable(box, Account.TRAINING)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void limitIsExact() {
    ledger.allow(Account.TRAINING, Budget.ofImages(10));
    assertThat(ledger.reserve(box, Cause.TRAINING, 7).images()).isEqualTo(7);
    assertThat(ledger.affordable(box, Account.TRAINING)).isEqualTo(3);
    assertThatThrownBy(() -> ledger.reserve(box, Cause.PROBE, 4))
        .isInstanceOf(BudgetExhausted.class)
        .hasMessage(
            "4 more images are needed, but the training budget of 10 images covers 3 more; they were not sent; raise the budget: what is settled is not asked again");
    assertThat(ledger.reserve(box, Cause.PROBE, 3).images()).isEqualTo(3);
    assertThat(ledger.bill().reservedImages()).isEqualTo(10);
    assertThat(ledger.affordable(box, Account.TRAINING)).isZero();
  }

  @Test
  void refusedReservationLeavesNoTrace() {
    ledger.allow(Account.TRAINING, Budget.ofImages(1));
    assertThatThrownBy(() -> ledger.reserve(box, Cause.TRAINING, 2))
        .isInstanceOf(BudgetExhausted.class);
    assertThat(attempts()).isEmpty();
    assertThat(ledger.bill().byCause()).isEmpty();
  }

  @Test
  void failedAttemptsUseUpTheBudget() {
    ledger.allow(Account.TRAINING, Budget.ofImages(2));
    ledger.fail(ledger.reserve(box, Cause.TRAINING, 2), "lost");
    assertThat(ledger.affordable(box, Account.TRAINING)).isZero();
  }

  @Test
  void accountsHavePursesOfTheirOwn() {
    ledger.allow(Account.TRAINING, Budget.ofImages(5));
    ledger.allow(Account.EVALUATION, Budget.ofImages(2));
    reserveEachTrainingCause();
    assertThat(ledger.affordable(box, Account.TRAINING)).isZero();
    assertThat(ledger.affordable(box, Account.EVALUATION)).isEqualTo(2);
    assertThat(ledger.reserve(box, Cause.EVALUATION, 1).attempt()).isPositive();
    assertThat(ledger.reserve(box, Cause.PREDICTION, 1).attempt()).isPositive();
    assertThat(ledger.affordable(box, Account.EVALUATION)).isZero();
  }

  private void reserveEachTrainingCause() {
    for (Cause cause :
        List.of(Cause.PROBE, Cause.MAPPING, Cause.TRAINING, Cause.VIEWS, Cause.VALIDATION)) {
      assertThat(ledger.reserve(box, cause, 1).cause()).isEqualTo(cause);
    }
  }

  @Test
  void moneyIsALimitToo() {
    int priced = ledger.enrol(PRICED);
    ledger.allow(Account.TRAINING, Budget.ofMoney(new BigDecimal("0.0149")));
    assertThat(ledger.affordable(priced, Account.TRAINING)).isEqualTo(9);
    assertThat(ledger.reserve(priced, Cause.TRAINING, 9).images()).isEqualTo(9);
    assertThat(ledger.bill().money()).isEqualByComparingTo("0.0135");
    assertThatThrownBy(() -> ledger.reserve(priced, Cause.TRAINING, 1))
        .isInstanceOf(BudgetExhausted.class);
    assertThat(ledger.affordable(box, Account.TRAINING)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void stricterOfTheTwoLimitsHolds() {
    int priced = ledger.enrol(PRICED);
    Budget both = new Budget(OptionalLong.of(4), Optional.of(new BigDecimal("15")));
    ledger.allow(Account.TRAINING, both);
    assertThat(ledger.affordable(priced, Account.TRAINING)).isEqualTo(4);
  }

  @Test
  void limitIsSetOnceAndRaisedExplicitly() {
    ledger.allow(Account.TRAINING, Budget.ofImages(10));
    ledger.allow(Account.TRAINING, Budget.ofImages(10));
    assertThatThrownBy(() -> ledger.allow(Account.TRAINING, Budget.ofImages(20)))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the ledger %s already has a training budget of 10 images, so it cannot be set to 20 images; raise it explicitly with a larger --budget or --money on `retask resume`",
            ledger.place());
    ledger.raise(Account.TRAINING, Budget.ofImages(20));
    assertThat(ledger.allowance(Account.TRAINING)).isEqualTo(Budget.ofImages(20));
    assertThat(ledger.affordable(box, Account.TRAINING)).isEqualTo(20);
  }

  @Test
  void limitIsNeverLowered() {
    ledger.allow(Account.TRAINING, Budget.ofImages(10));
    assertThatThrownBy(() -> ledger.raise(Account.TRAINING, Budget.ofImages(9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the training budget is 10 images and can only be raised, not set to 9 images");
    assertThat(ledger.allowance(Account.TRAINING)).isEqualTo(Budget.ofImages(10));
  }

  @Test
  void aGrantCoversWhatIsSpentAndSoManyMoreWhateverTheLimitWas() {
    assertThat(ledger.reserve(box, Cause.PREDICTION, 5).images()).isEqualTo(5);
    ledger.grant(Account.EVALUATION, 9);
    assertThat(ledger.affordable(box, Account.EVALUATION)).isEqualTo(9);
    ledger.grant(Account.EVALUATION, 2);
    assertThat(ledger.affordable(box, Account.EVALUATION)).isEqualTo(2);
    ledger.grant(Account.EVALUATION, Long.MAX_VALUE);
    assertThat(ledger.affordable(box, Account.EVALUATION)).isEqualTo(Long.MAX_VALUE - 5);
  }

  @Test
  void rivalsSpendExactlyTheBudget() throws Exception {
    ledger.allow(Account.TRAINING, Budget.ofImages(100));
    AtomicInteger granted = new AtomicInteger();
    Callable<Integer> greedy =
        () -> {
          int refused = 0;
          for (int i = 0; i < 20; i++) {
            refused += grab(granted) ? 0 : 1;
          }
          return refused;
        };
    ExecutorService pool = Executors.newFixedThreadPool(8);
    int refused = 0;
    try {
      for (Future<Integer> rival :
          pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> greedy).toList())) {
        refused += rival.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(List.of(granted.get(), refused)).containsExactly(100, 60);
    assertThat(ledger.bill().reservedImages()).isEqualTo(100);
  }

  private boolean grab(AtomicInteger granted) {
    try {
      granted.addAndGet(ledger.reserve(box, Cause.TRAINING, 1).images());
      return true;
    } catch (BudgetExhausted e) {
      return false;
    }
  }

  void settle(Cause cause, int... contents) {
    Reservation reservation = ledger.reserve(box, cause, contents.length);
    ledger.settle(reservation, keys(contents), scores(contents.length));
    ledger.flush();
  }

  List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    ledger.attempts(attempts::add);
    return attempts;
  }

  static List<ContentKey> keys(int... contents) {
    return IntStream.of(contents).mapToObj(i -> new ContentKey(i, -i)).toList();
  }

  static Scores scores(int rows) {
    float[] values = new float[3 * rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 7f;
    }
    return Scores.wrap(rows, 3, ScoreKind.PROBABILITIES, values);
  }

  static BlackBoxSpec spec(FakeDials dials) {
    return new FakeBlackBox(dials).spec();
  }

  static FakeDials repriced(String per1000) {
    return DIALS.seed(2).price(new Price(new BigDecimal(per1000), "USD"));
  }
}
