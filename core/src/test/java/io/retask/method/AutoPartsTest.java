package io.retask.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoPartsTest {
  private static final int[] CLASSES = IntStream.range(0, 40).map(i -> i % 2).toArray();

  /** Two classes; the truth has that probability, but every so many rows the other one has it. */
  private static Scores predictions(double right, int wrongEvery) {
    float[] out = new float[2 * CLASSES.length];
    for (int row = 0; row < CLASSES.length; row++) {
      boolean wrong = row % wrongEvery == wrongEvery - 1;
      int told = wrong ? 1 - CLASSES[row] : CLASSES[row];
      out[2 * row + told] = (float) right;
      out[2 * row + 1 - told] = (float) (1 - right);
    }
    return Scores.wrap(CLASSES.length, 2, ScoreKind.PROBABILITIES, out);
  }

  @Test
  void partsThatErrOnDifferentRowsArePooled() {
    Scores asking = predictions(0.9, 5);
    Scores local = predictions(0.9, 7);
    AutoParts parts = AutoParts.of(asking, local, CLASSES);
    assertThat(parts.local()).isBetween(0.4, 0.8);
    assertThat(AutoParts.loss(parts.outOfFold(), CLASSES))
        .isLessThan(AutoParts.loss(local, CLASSES));
  }

  @Test
  void aBoxThatAddsNothingIsNotAsked() {
    AutoParts parts = AutoParts.of(predictions(0.5, 2), predictions(0.9, 7), CLASSES);
    assertThat(parts.local()).isEqualTo(1);
    assertThat(parts.outOfFold().values()).isEqualTo(predictions(0.9, 7).values());
  }

  @Test
  void inputsThatAddNothingHaveNoSay() {
    AutoParts parts = AutoParts.of(predictions(0.9, 10), predictions(0.5, 2), CLASSES);
    assertThat(parts.local()).isZero();
    assertThat(parts.outOfFold().values()).isEqualTo(predictions(0.9, 10).values());
  }

  @Test
  void ofEqualPartsTheOneThatBillsNothingIsTaken() {
    Scores same = predictions(0.8, 5);
    assertThat(AutoParts.of(same, same, CLASSES).local()).isEqualTo(1);
  }

  @Test
  void chosenViewsMustBeClearlyBetter() {
    AutoParts untouched = new AutoParts(0, predictions(0.80, 50));
    // -ln 0.80 = 0.2231; 2 % less is 0.2187 = -ln 0.8036
    assertThat(new AutoParts(0, predictions(0.803, 50)).isWorthMoreThan(untouched, CLASSES))
        .isFalse();
    assertThat(new AutoParts(0, predictions(0.804, 50)).isWorthMoreThan(untouched, CLASSES))
        .isTrue();
  }

  @Test
  void lossAndAccuracyAreThoseOfTheTruth() {
    Scores some = predictions(0.8, 5);
    assertThat(AutoParts.accuracy(some, CLASSES)).isEqualTo(0.8);
    assertThat(AutoParts.loss(some, CLASSES))
        .isCloseTo(-0.8 * Math.log(0.8) - 0.2 * Math.log(0.2), within(1e-6));
  }
}
