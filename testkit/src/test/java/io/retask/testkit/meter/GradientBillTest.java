package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Attempt;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Rehearsal;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.CountingBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.SeededDraw;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gradients through a ledger: one image a row, never above the budget, settled once a step. */
final class GradientBillTest {
  private static final Shape SHAPE = Shape.of(3, 4, 4);
  private static final FakeDials DIALS = FakeDials.of(SHAPE, 5).limits(8, 2).kind(ScoreKind.LOGITS);

  @TempDir private Path folder;
  private final FakeBlackBox fake = new FakeBlackBox(DIALS);
  private final TensorBatch rows = SeededDraw.batch(SHAPE, 11, 1);
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Ledger.open(folder.resolve("ledger.db"), LedgerContract.CLOCK);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private TensorBatch shown(BlackBox box, long step) {
    try (LedgerBox metered = new LedgerBox(box, ledger, Metering.USUAL)) {
      return metered.gradient(step, rows, GradientBillTest::squares);
    }
  }

  /** The loss is half the sum of squares. */
  private static float[] squares(Scores scores) {
    return scores.values().clone();
  }

  private List<Attempt.State> states() {
    List<Attempt.State> states = new ArrayList<>();
    ledger.attempts(attempt -> states.add(attempt.state()));
    return states;
  }

  @Test
  void theGradientIsThatOfTheBoxRowByRow() {
    TensorBatch gradient = shown(fake, 0);
    assertThat(gradient.count()).isEqualTo(11);
    for (int row = 0; row < 11; row++) {
      TensorBatch one = rows.rows(row, row + 1);
      float[] expected = fake.gradient(one, fake.query(one).values()).values();
      float[] found = gradient.rows(row, row + 1).values();
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void everyRowIsOneSettledImage() {
    shown(fake, 0);
    assertThat(ledger.bill().byCause()).containsOnlyKeys(Cause.GRADIENT);
    assertThat(ledger.bill().reservedImages()).isEqualTo(11);
    assertThat(ledger.bill().settledImages()).isEqualTo(11);
    assertThat(states()).containsExactly(Attempt.State.SETTLED);
  }

  @Test
  void nothingIsShownThatTheBudgetDoesNotCover() {
    ledger.allow(Account.TRAINING, Budget.ofImages(32));
    CountingGlass counted = new CountingGlass(fake);
    shown(counted, 0);
    shown(counted, 1);
    assertThatThrownBy(() -> shown(counted, 2)).isInstanceOf(BudgetExhausted.class);
    assertThat(counted.counting.images()).isEqualTo(22);
    assertThat(ledger.bill().reservedImages()).isEqualTo(22);
  }

  @Test
  void aStepThatIsShownAgainIsSpentAgainButSettledOnce() {
    float[] first = shown(fake, 4).values();
    float[] again = shown(fake, 4).values();
    assertThat(again).containsExactly(first);
    shown(fake, 5);
    assertThat(ledger.bill().reservedImages()).isEqualTo(33);
    assertThat(ledger.bill().settledImages()).isEqualTo(22);
    assertThat(states())
        .containsExactly(Attempt.State.SETTLED, Attempt.State.FAILED, Attempt.State.SETTLED);
  }

  @Test
  void whatTheBoxBreaksOffStaysSpentAndSaysWhy() {
    assertThatThrownBy(() -> shown(new Broken(fake), 0)).isInstanceOf(BlackBoxFailure.class);
    List<String> notes = new ArrayList<>();
    ledger.attempts(attempt -> notes.add(attempt.state() + ": " + attempt.note()));
    assertThat(notes).containsExactly("FAILED: out of memory");
    assertThat(ledger.bill().reservedImages()).isEqualTo(11);
    // and the step can be made after all
    shown(fake, 0);
    assertThat(ledger.bill().settledImages()).isEqualTo(11);
  }

  @Test
  void aReplayShowsNothing() {
    try (LedgerBox metered = new LedgerBox(fake, ledger, Metering.REPLAY)) {
      assertThatThrownBy(() -> metered.gradient(0, rows, GradientBillTest::squares))
          .isInstanceOf(BudgetExhausted.class)
          .hasMessage(
              "a gradient is asked for, but gradients are not stored in the ledger %s, and a replay shows nothing; finish the run with `retask resume RUN`"
                  .formatted(ledger.place()));
    }
  }

  @Test
  void aBoxThatOnlyAnswersIsRefused() {
    assertThatThrownBy(() -> shown(CountingBox.of(fake), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "'fake' answers queries and no more; open it as a glass box to see its gradients");
    assertThat(ledger.bill().reservedImages()).isZero();
  }

  @Test
  void rowsOfAnotherShapeAreRefused() {
    TensorBatch other = SeededDraw.batch(Shape.of(3, 5, 5), 2, 1);
    try (LedgerBox metered = new LedgerBox(fake, ledger, Metering.USUAL)) {
      assertThatThrownBy(() -> metered.gradient(0, other, GradientBillTest::squares))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the query is 2x3x5x5 but 'fake' takes rows of 3x4x4; give the program that size");
    }
  }

  @Test
  void aRehearsalBillsTheSameAndNeverStandsStill() {
    try (Rehearsal rehearsal =
        new Rehearsal(fake.spec(), Budget.ofImages(20), Budget.UNLIMITED, 1)) {
      TensorBatch gradient = rehearsal.gradient(0, rows, GradientBillTest::squares);
      assertThat(gradient.values()).doesNotContain(0f);
      assertThat(rehearsal.bill().byCause()).containsEntry(Cause.GRADIENT, 11L);
      assertThatThrownBy(() -> rehearsal.gradient(1, rows, GradientBillTest::squares))
          .isInstanceOf(BudgetExhausted.class);
    }
  }

  @Test
  void theCotangentIsMadeOnceForAllRows() {
    int[] calls = {0};
    try (LedgerBox metered = new LedgerBox(fake, ledger, Metering.USUAL)) {
      float[] nothing =
          metered
              .gradient(
                  0,
                  rows,
                  scores -> {
                    calls[0]++;
                    assertThat(scores.count()).isEqualTo(11);
                    return new float[11 * 5];
                  })
              .values();
      assertThat(calls[0]).isEqualTo(1);
      assertThat(nothing).containsOnly(0f);
      assertThat(nothing).hasSize(11 * 48);
    }
  }

  /** Counts what is queried; a gradient follows the query for the same rows. */
  private static final class CountingGlass implements GlassBox {
    private final GlassBox inner;
    private final CountingBox counting;

    CountingGlass(GlassBox inner) {
      this.inner = inner;
      this.counting = CountingBox.of(inner);
    }

    @Override
    public BlackBoxSpec spec() {
      return inner.spec();
    }

    @Override
    public Scores query(TensorBatch inputs) {
      return counting.query(inputs);
    }

    @Override
    public TensorBatch gradient(TensorBatch inputs, float[] cotangent) {
      return inner.gradient(inputs, cotangent);
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  private record Broken(GlassBox inner) implements GlassBox {
    @Override
    public BlackBoxSpec spec() {
      return inner.spec();
    }

    @Override
    public Scores query(TensorBatch inputs) {
      return inner.query(inputs);
    }

    @Override
    public TensorBatch gradient(TensorBatch inputs, float[] cotangent) {
      throw new BlackBoxFailure("out of memory", false, null);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
