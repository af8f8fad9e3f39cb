package io.retask.mapping.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewChoiceTest {
  private static final int ROWS = 120;
  private static final int TARGETS = 4;
  private static final int LABELS = 6;
  private static final int[] CLASSES = IntStream.range(0, ROWS).map(i -> i % TARGETS).toArray();
  private static final int[] FOLDS = IntStream.range(0, ROWS).map(i -> i / TARGETS % 5).toArray();

  /** Logits of noise; where {@code told} is 0 or above, that label stands out. */
  private static Scores view(long seed, IntBinaryOperator told) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] logits = new float[ROWS * LABELS];
    for (int row = 0; row < ROWS; row++) {
      for (int k = 0; k < LABELS; k++) {
        logits[row * LABELS + k] = (float) random.nextDouble();
      }
      int label = told.applyAsInt(row, CLASSES[row]);
      if (label >= 0) {
        logits[row * LABELS + label] += 3;
      }
    }
    return Scores.wrap(ROWS, LABELS, ScoreKind.LOGITS, logits);
  }

  private static Scores noise(long seed) {
    return view(seed, (row, c) -> -1);
  }

  private static ViewChoice among(Scores... views) {
    ViewChoice choice = new ViewChoice(CLASSES, TARGETS, FOLDS);
    for (Scores view : views) {
      choice.add(view);
    }
    return choice;
  }

  @Test
  void theViewThatTellsEverythingIsChosenAlone() {
    ViewChoice choice = among(noise(1), noise(2), view(3, (row, c) -> c), noise(4));
    ViewChoice.Chosen chosen = choice.best(4, 0.01);
    assertThat(chosen.views()).containsExactly(2);
    assertThat(chosen.accuracy()).isEqualTo(1);
    assertThat(chosen.error()).isLessThan(0.1);
  }

  @Test
  void viewsThatTellDifferentHalvesAreChosenTogether() {
    Scores first = view(3, (row, c) -> c / 2);
    Scores second = view(4, (row, c) -> c % 2);
    ViewChoice.Chosen chosen = among(noise(1), first, noise(2), second).best(3, 0.01);
    assertThat(chosen.views()).containsExactlyInAnyOrder(1, 3);
    assertThat(chosen.accuracy()).isGreaterThan(0.95);
  }

  @Test
  void theUntouchedViewStaysWhereAnotherIsHardlyBetter() {
    Scores untouched = view(3, (row, c) -> row % 7 == 0 ? -1 : c);
    Scores other = view(4, (row, c) -> row % 13 == 0 ? -1 : c);
    double alone = among(untouched).best(1, 0).error();
    double best = among(other).best(1, 0).error();
    assertThat(best).isLessThan(alone);
    double gain = 1 - (best + 5e-4) / alone;
    ViewChoice choice = among(untouched, other);
    assertThat(choice.best(1, gain * 1.01).views()).containsExactly(0);
    assertThat(choice.best(1, gain * 0.99).views()).containsExactly(1);
  }

  @Test
  void noMoreViewsAreTakenThanAskedFor() {
    Scores first = view(3, (row, c) -> c / 2);
    Scores second = view(4, (row, c) -> c % 2);
    assertThat(among(first, second).best(1, 0).views()).hasSize(1);
    assertThat(among(first, second).best(5, 0).views()).hasSize(2);
  }

  @Test
  void aViewThatNeverChangesIsWorthNothing() {
    Scores constant = Scores.wrap(ROWS, LABELS, ScoreKind.LOGITS, new float[ROWS * LABELS]);
    ViewChoice.Chosen chosen = among(constant, view(3, (row, c) -> c)).best(2, 0.01);
    assertThat(chosen.views()).containsExactly(1);
    // the best constant guess of one in four: 3/4² · 4.. = 1 - 1/4
    assertThat(among(constant).best(1, 0).error()).isCloseTo(0.75, within(0.01));
  }

  @Test
  void theErrorIsThatOfLeastSquaresRowByRow() {
    SplittableRandom random = new SplittableRandom(8);
    double[][] x = new double[3][ROWS];
    for (double[] column : x) {
      for (int i = 0; i < ROWS; i++) {
        column[i] = random.nextDouble() + CLASSES[i];
      }
    }
    double ridge = 0.3;
    FoldSums sums = new FoldSums(x, CLASSES, TARGETS, FOLDS, ridge);
    assertThat(sums.error(new int[] {0, 2}))
        .isCloseTo(slowly(new double[][] {x[0], x[2]}, ridge), within(1e-6));
  }

  /** Gradient descent on centred columns of each fold's training rows. */
  private static double slowly(double[][] x, double ridge) {
    double sum = 0;
    for (int fold = 0; fold < 5; fold++) {
      for (int c = 0; c < TARGETS; c++) {
        double[] w = fitted(x, fold, c, ridge);
        for (int i = 0; i < ROWS; i++) {
          if (FOLDS[i] == fold) {
            double off = value(w, x, i) - (CLASSES[i] == c ? 1 : 0);
            sum += off * off;
          }
        }
      }
    }
    return sum / ROWS;
  }

  private static double value(double[] w, double[][] x, int row) {
    return w[0] * x[0][row] + w[1] * x[1][row] + w[2];
  }

  private static double[] fitted(double[][] x, int fold, int c, double ridge) {
    double[] w = new double[3];
    for (int step = 0; step < 20_000; step++) {
      double[] slope = {ridge * w[0], ridge * w[1], 0};
      int rows = 0;
      for (int i = 0; i < ROWS; i++) {
        rows += FOLDS[i] == fold ? 0 : 1;
      }
      for (int i = 0; i < ROWS; i++) {
        if (FOLDS[i] != fold) {
          double off = (value(w, x, i) - (CLASSES[i] == c ? 1 : 0)) / rows;
          slope[0] += off * x[0][i];
          slope[1] += off * x[1][i];
          slope[2] += off;
        }
      }
      for (int k = 0; k < 3; k++) {
        w[k] -= 0.08 * slope[k];
      }
    }
    return w;
  }

  @Test
  void otherRowsAreRefused() {
    ViewChoice choice = new ViewChoice(CLASSES, TARGETS, FOLDS);
    assertThatThrownBy(() -> choice.add(noise(1).rows(0, 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7 rows of answers stand beside 120 classes");
    assertThatThrownBy(() -> choice.best(2, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("0 views were offered to choose 2 from; both must be 1 or more");
    assertThatThrownBy(() -> new ViewChoice(CLASSES, TARGETS, new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("120 classes stand beside 3 folds");
  }
}
