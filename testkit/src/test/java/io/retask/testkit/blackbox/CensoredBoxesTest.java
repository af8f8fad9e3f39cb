package io.retask.testkit.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a box hides scores, what stands in their place is a bound of the truth. */
final class CensoredBoxesTest {
  private static final Shape SHAPE = Shape.of(3, 4, 4);
  private static final TensorBatch ROWS = SeededDraw.batch(SHAPE, 20, 1);

  private static FakeBlackBox full(ScoreKind kind) {
    return new FakeBlackBox(FakeDials.of(SHAPE, 6).kind(kind));
  }

  private static void bounded(Scores truth, Scores told) {
    float[] all = truth.probabilities().values();
    float[] filled = told.censored().values();
    for (int i = 0; i < all.length; i++) {
      if (told.told(i / 6, i % 6).isEmpty()) {
        double mean = meanUntold(all, told, i / 6);
        assertThat((double) filled[i])
            .isGreaterThanOrEqualTo(Math.min(mean, 1) - 1e-6)
            .isPositive();
      }
    }
  }

  /** What is left over is no less than the mean of the untold scores, and so is the lowest told. */
  private static double meanUntold(float[] all, Scores told, int row) {
    double sum = 0;
    int count = 0;
    for (int label = 0; label < 6; label++) {
      if (told.told(row, label).isEmpty()) {
        sum += all[row * 6 + label];
        count++;
      }
    }
    return sum / count;
  }

  @ParameterizedTest
  @EnumSource(
      value = ScoreKind.class,
      names = {"PROBABILITIES", "LOG_PROBABILITIES", "SIGMOID"})
  void theBestTwo(ScoreKind kind) {
    bounded(full(kind).query(ROWS), CensoringBox.topK(full(kind), 2).query(ROWS));
  }

  @Test
  void whatIsAboveAThreshold() {
    CensoringBox box = CensoringBox.above(full(ScoreKind.PROBABILITIES), 0.25f);
    Scores told = box.query(ROWS);
    assertThat(box.spec().visibility()).isEqualTo(Visibility.THRESHOLDED);
    assertThat(told.values()).contains(Float.NaN);
    for (float value : told.values()) {
      assertThat(value < 0.25f).isFalse();
    }
    bounded(full(ScoreKind.PROBABILITIES).query(ROWS), told);
  }

  @Test
  void severalViewsOfTheBestTwoHaveTheBoundsOfEachView() {
    Scores one = CensoringBox.topK(full(ScoreKind.PROBABILITIES), 2).query(ROWS);
    Scores two = CensoringBox.topK(full(ScoreKind.LOGITS), 2).query(ROWS);
    float[] z = Scores.beside(List.of(one, two)).logScores();
    for (int row = 0; row < ROWS.count(); row++) {
      for (int label = 0; label < 6; label++) {
        assertThat(z[row * 12 + label]).isEqualTo(one.logScores()[row * 6 + label]);
        assertThat(z[row * 12 + 6 + label]).isEqualTo(two.logScores()[row * 6 + label]);
      }
    }
  }
}
