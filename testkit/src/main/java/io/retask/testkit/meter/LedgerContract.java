package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Attempt;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerExport;
import io.retask.blackbox.meter.Reservation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The laws of {@link Ledger}, one test each. A new ledger is tested by a small subclass. */
public abstract class LedgerContract extends LedgerLimitLaws {
  @Test
  void emptyLedgerHasAnEmptyBill() {
    assertThat(ledger.bill())
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(new Bill(0, 0, 0, 0, Map.of(), Map.of(), BigDecimal.ZERO, "USD"));
  }

  @Test
  void boxesAreKnownByTheirFingerprint() {
    int other = ledger.enrol(PRICED);
    assertThat(other).isNotEqualTo(box);
    assertThat(ledger.enrol(FREE)).isEqualTo(box);
    assertThat(ledger.enrol(PRICED)).isEqualTo(other);
  }

  @Test
  void oneLedgerCountsInOneCurrency() {
    Price euros = new Price(BigDecimal.ONE, "EUR");
    assertThatThrownBy(() -> ledger.enrol(spec(DIALS.seed(3).price(euros))))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the ledger %s counts in USD, but 'fake' is priced in EUR; use another run folder for it",
            ledger.place());
    assertThatThrownBy(() -> ledger.enrol(spec(DIALS.seed(1).price(euros))))
        .hasMessageContaining("counts 'fake' at 0 USD for 1,000 images, but its price is 1 EUR");
  }

  @Test
  void oneBoxHasOnePrice() {
    assertThat(ledger.enrol(PRICED)).isEqualTo(ledger.enrol(spec(repriced("1.5"))));
    assertThatThrownBy(() -> ledger.enrol(spec(repriced("2"))))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the ledger %s counts 'fake' at 1.50 USD for 1,000 images, but its price is 2 USD for 1,000 images now; write the old price back to go on (--budget limits images at any price), or begin again in another folder at the new one",
            ledger.place());
  }

  @Test
  void whatIsReservedIsUnknownUntilItIsSettled() {
    Reservation reservation = ledger.reserve(box, Cause.TRAINING, 2);
    assertThat(ledger.bill().reservedImages()).isEqualTo(2);
    assertThat(ledger.bill().unknownImages()).isEqualTo(2);
    ledger.settle(reservation, keys(1, 2), scores(2));
    ledger.flush();
    assertThat(ledger.bill().settledImages()).isEqualTo(2);
    assertThat(ledger.bill().unknownImages()).isZero();
  }

  @Test
  void failedAttemptStaysSpent() {
    Reservation reservation = ledger.reserve(box, Cause.PROBE, 3);
    ledger.fail(reservation, "no answer");
    assertThat(ledger.bill().reservedImages()).isEqualTo(3);
    assertThat(ledger.bill().unknownImages()).isEqualTo(3);
    assertThat(attempts()).extracting(Attempt::state).containsExactly(Attempt.State.FAILED);
    assertThat(attempts()).extracting(Attempt::note).containsExactly("no answer");
  }

  @Test
  void settledAnswersComeBackBitByBit() {
    Scores scores =
        Scores.wrap(2, 3, ScoreKind.LOGITS, new float[] {1e-30f, -0f, Float.NaN, 4, 5, 6});
    ledger.settle(ledger.reserve(box, Cause.VIEWS, 2), keys(1, 2), scores);
    ledger.flush();
    List<float[]> stored = ledger.stored(box, keys(2, 3, 1));
    assertThat(stored.get(0)).containsExactly(4, 5, 6);
    assertThat(stored.get(1)).isEmpty();
    assertThat(stored.get(2)).containsExactly(1e-30f, -0f, Float.NaN);
  }

  @Test
  void storedAnswersAreTheCallersOwn() {
    settle(Cause.VIEWS, 1);
    ledger.stored(box, keys(1)).get(0)[0] = 99;
    assertThat(ledger.stored(box, keys(1)).get(0)[0]).isNotEqualTo(99);
  }

  @Test
  void answersOfOneBoxAreNotThoseOfAnother() {
    settle(Cause.VIEWS, 1);
    int other = ledger.enrol(PRICED);
    assertThat(ledger.stored(other, keys(1)).get(0)).isEmpty();
  }

  @Test
  void firstAnswerToTheSameContentStays() {
    settle(Cause.VIEWS, 1);
    float[] before = ledger.stored(box, keys(1)).get(0);
    Scores other = Scores.wrap(1, 3, ScoreKind.PROBABILITIES, new float[] {0, 0, 1});
    ledger.settle(ledger.reserve(box, Cause.VIEWS, 1), keys(1), other);
    ledger.flush();
    assertThat(ledger.stored(box, keys(1)).get(0)).containsExactly(before);
    assertThat(ledger.bill().settledImages()).isEqualTo(2);
  }

  @Test
  void cachedRowsAreCountedAndFree() {
    ledger.allow(Account.TRAINING, Budget.ofImages(1));
    ledger.cached(box, Cause.TRAINING, 30);
    assertThat(ledger.bill().cachedImages()).isEqualTo(30);
    assertThat(ledger.bill().reservedImages()).isZero();
    assertThat(ledger.affordable(box, Account.TRAINING)).isEqualTo(1);
  }

  @Test
  void billIsByCause() {
    settle(Cause.VIEWS, 1, 2);
    settle(Cause.TRAINING, 3);
    ledger.fail(ledger.reserve(box, Cause.TRAINING, 4), "lost");
    assertThat(ledger.bill().byCause())
        .containsExactly(Map.entry(Cause.TRAINING, 5L), Map.entry(Cause.VIEWS, 2L));
    assertThat(ledger.bill().settledByCause())
        .containsExactly(Map.entry(Cause.TRAINING, 1L), Map.entry(Cause.VIEWS, 2L));
    settle(Cause.EVALUATION, 4);
    assertThat(ledger.bill().settledInTraining()).isEqualTo(3);
  }

  @Test
  void attemptsAreShownInOrder() {
    int priced = ledger.enrol(PRICED);
    settle(Cause.PROBE, 1);
    assertThat(ledger.reserve(priced, Cause.TRAINING, 20).attempt()).isEqualTo(2);
    assertThat(attempts()).extracting(Attempt::id).containsExactly(1L, 2L);
    Attempt second = attempts().get(1);
    assertThat(second.box()).isEqualTo(PRICED.fingerprint());
    assertThat(second.cause()).isEqualTo(Cause.TRAINING);
    assertThat(second.images()).isEqualTo(20);
    assertThat(second.state()).isEqualTo(Attempt.State.RESERVED);
    assertThat(second.reservedAt()).isEqualTo(Instant.EPOCH);
    assertThat(second.money()).isEqualByComparingTo("0.03");
  }

  @Test
  void exportIsCsvThatNoSpreadsheetRuns() {
    ledger.fail(ledger.reserve(box, Cause.PROBE, 2), "=cmd(\"x\"),y");
    StringBuilder csv = new StringBuilder();
    LedgerExport.csv(ledger, csv);
    assertThat(csv)
        .hasToString(
            "attempt,box,cause,images,state,reservedAt,money,currency,note\r\n"
                + "1,"
                + FREE.fingerprint()
                + ",probe,2,failed,1970-01-01T00:00:00Z,0.000000,USD,\"'=cmd(\"\"x\"\"),y\"\r\n");
  }

  @Test
  void attemptEndsOnce() {
    Reservation reservation = ledger.reserve(box, Cause.PROBE, 1);
    ledger.settle(reservation, keys(1), scores(1));
    // a ledger that was misused says so again when it is closed
    spoilt = true;
    assertThatThrownBy(
            () -> {
              ledger.fail(reservation, "late");
              ledger.flush();
            })
        .isInstanceOf(RetaskException.class)
        .hasMessage("attempt 1 of the ledger %s is settled or failed already", ledger.place());
  }

  @Test
  void closingTwiceIsHarmless() {
    settle(Cause.VIEWS, 1);
    ledger.close();
    ledger.close();
    assertThat(FREE.classes()).isEqualTo(3);
  }
}
