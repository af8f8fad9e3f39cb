package io.retask.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.attack.Finding;
import io.retask.attack.Goal;
import io.retask.attack.QueryAttack;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.CountingBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.SeededDraw;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The laws of {@link QueryAttack}, on a small smooth box whose every image is counted. */
public abstract class QueryAttackContract {
  private static final Shape SHAPE = Shape.of(3, 12, 12);
  private static final FakeDials DIALS =
      FakeDials.of(SHAPE, 6).kind(ScoreKind.LOGITS).limits(16, 2);
  private static final long PLENTY = 20_000;

  /** The attack, with settings that suit inputs of 3 x 12 x 12. */
  protected abstract QueryAttack attack();

  private static TensorBatch input(long seed) {
    TensorBatch drawn = SeededDraw.batch(SHAPE, 1, seed);
    for (int i = 0; i < drawn.values().length; i++) {
      drawn.values()[i] = Math.round(255 * drawn.values()[i]) / 255f;
    }
    return drawn;
  }

  /** What was found, and what the box and the ledger counted. */
  private record Outcome(Finding finding, long billed, long seen, Map<Cause, Long> byCause) {}

  private Outcome run(FakeDials dials, TensorBatch input, Goal goal, long budget, long limit) {
    try (CountingBox box = CountingBox.of(new FakeBlackBox(dials));
        Ledger ledger = Ledger.inMemory(InstantSource.fixed(Instant.EPOCH));
        LedgerBox metered = new LedgerBox(box, ledger, Metering.USUAL)) {
      ledger.allow(Account.TRAINING, Budget.ofImages(budget));
      Finding finding = attack().attack(metered, input, goal, 7, limit);
      return new Outcome(
          finding, metered.bill().reservedImages(), box.images(), metered.bill().byCause());
    }
  }

  private static Scores answer(FakeDials dials, TensorBatch input) {
    try (FakeBlackBox box = new FakeBlackBox(dials)) {
      return box.query(input);
    }
  }

  private static Goal away(TensorBatch input) {
    return Goal.away(answer(DIALS, input).best(0));
  }

  @Test
  void leavesTheLabelAndItsAnswerIsTheAnswerOfTheBox() {
    for (long seed = 1; seed <= 3; seed++) {
      TensorBatch input = input(seed);
      Finding finding = run(DIALS, input, away(input), PLENTY, PLENTY).finding();
      assertThat(finding.reached()).as("input %d", seed).isTrue();
      assertThat(finding.cutShort()).isFalse();
      Scores again = answer(DIALS, finding.input());
      assertThat(again.best(0)).isNotEqualTo(answer(DIALS, input).best(0));
      assertThat(finding.answer().values()).containsExactly(again.values());
    }
  }

  @Test
  void reachesATarget() {
    TensorBatch input = input(4);
    Scores before = answer(DIALS, input);
    int second = second(before);
    Finding finding = run(DIALS, input, Goal.reach(second), PLENTY, PLENTY).finding();
    assertThat(finding.reached()).isTrue();
    assertThat(answer(DIALS, finding.input()).best(0)).isEqualTo(second);
  }

  private static int second(Scores scores) {
    int best = scores.best(0);
    int second = best == 0 ? 1 : 0;
    for (int k = 0; k < scores.classes(); k++) {
      second = k != best && scores.values()[k] > scores.values()[second] ? k : second;
    }
    return second;
  }

  @Test
  void whatIsFoundCanBeSaved() {
    TensorBatch input = input(5);
    Finding finding = run(DIALS, input, away(input), PLENTY, PLENTY).finding();
    for (float value : finding.input().values()) {
      assertThat(value).isBetween(0f, 1f);
      assertThat(255 * value).isCloseTo(Math.round(255 * value), within(1e-4f));
    }
  }

  @Test
  void theBillIsWhatTheBoxSawAndTheBudgetIsNeverPassed() {
    TensorBatch input = input(6);
    Goal hard = Goal.reach((away(input).label() + 3) % 6);
    for (long budget : new long[] {1, 2, 3, 50, 333}) {
      Outcome outcome = run(DIALS.gain(40), input, hard, budget, PLENTY);
      assertThat(outcome.billed()).isEqualTo(outcome.seen()).isBetween(1L, budget);
      assertThat(outcome.byCause()).containsOnlyKeys(Cause.ATTACK);
      assertThat(outcome.finding().cutShort()).isNotEqualTo(outcome.finding().reached());
    }
  }

  @Test
  void theLimitOfOneInputHoldsToo() {
    TensorBatch input = input(6);
    Goal hard = Goal.reach((away(input).label() + 3) % 6);
    Outcome outcome = run(DIALS.gain(40), input, hard, PLENTY, 200);
    assertThat(outcome.billed()).isBetween(1L, 200L);
    assertThat(outcome.finding().images()).isBetween(outcome.billed(), 200L);
  }

  @Test
  void theSameSeedFindsTheSame() {
    TensorBatch input = input(7);
    float[] kept = input.values().clone();
    Outcome first = run(DIALS, input, away(input), PLENTY, PLENTY);
    Outcome second = run(DIALS, input, away(input), PLENTY, PLENTY);
    assertThat(first.finding().input().values()).containsExactly(second.finding().input().values());
    assertThat(first.billed()).isEqualTo(second.billed());
    assertThat(input.values()).containsExactly(kept);
  }

  @Test
  void anInputThatIsThereAlreadyCostsOneImage() {
    TensorBatch input = input(8);
    Outcome outcome = run(DIALS, input, Goal.reach(away(input).label()), PLENTY, PLENTY);
    assertThat(outcome.billed()).isEqualTo(1);
    assertThat(outcome.finding().reached()).isTrue();
    assertThat(outcome.finding().input().values()).containsExactly(input.values());
  }

  @Test
  void aBoxThatSaysTheSameToEverythingIsNamed() {
    TensorBatch input = input(9);
    assertThatThrownBy(() -> run(DIALS.gain(0), input, Goal.away(0), PLENTY, PLENTY))
        .hasMessage(
            "no change of the input by 0.25 moved what 'fake' says about label 0; choose another"
                + " target, or a box that tells more of its scores");
  }
}
