package io.retask.testkit.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The laws of {@link BlackBox}, one test each. A new box is tested by a small subclass. */
public abstract class BlackBoxContract {
  private BlackBox box;

  /** Opens the box under test, anew for each test. */
  protected abstract BlackBox open();

  /** The largest difference allowed between a row in a batch and the same row alone. */
  protected double tolerance() {
    return 1e-5;
  }

  /** Rows that the box accepts; all different. */
  protected TensorBatch inputs(int count, long seed) {
    return SeededDraw.batch(box.spec().input(), count, seed);
  }

  @BeforeEach
  final void openBox() {
    box = open();
  }

  @AfterEach
  final void closeBox() {
    box.close();
  }

  @Test
  void specIsTheSameObjectAtEveryCall() {
    assertThat(box.spec()).isSameAs(box.spec());
  }

  @Test
  void asManyRowsOfScoresAsRowsSent() {
    for (int count : new int[] {1, rows()}) {
      Scores scores = box.query(inputs(count, 1));
      assertThat(scores.count()).isEqualTo(count);
      assertThat(scores.classes()).isEqualTo(box.spec().classes());
      assertThat(scores.kind()).isEqualTo(box.spec().scoreKind());
    }
  }

  @Test
  void batchAnswersAsItsRowsOneByOneInTheSameOrder() {
    TensorBatch batch = inputs(rows(), 2);
    Scores together = box.query(batch);
    for (int row = 0; row < batch.count(); row++) {
      Scores alone = box.query(batch.rows(row, row + 1));
      assertRowsAgree(together.rows(row, row + 1), alone, "row " + row);
    }
  }

  @Test
  void rowsInTheOppositeOrderGiveAnswersInTheOppositeOrder() {
    int count = rows();
    TensorBatch batch = inputs(count, 3);
    int[] back = new int[count];
    for (int i = 0; i < count; i++) {
      back[i] = count - 1 - i;
    }
    assertRowsAgree(box.query(batch.rows(back)), box.query(batch).rows(back), "turned round");
  }

  @Test
  void inputIsNotChanged() {
    TensorBatch batch = inputs(rows(), 4);
    float[] before = batch.values().clone();
    Scores scores = box.query(batch);
    assertThat(scores.count()).isEqualTo(batch.count());
    assertThat(batch.values()).containsExactly(before);
  }

  @Test
  void inputIsNotKept() {
    TensorBatch batch = inputs(1, 5);
    Scores scores = box.query(batch);
    float[] before = scores.values().clone();
    Arrays.fill(batch.values(), 0f);
    assertThat(scores.values()).containsExactly(before);
  }

  @Test
  void scoresAreWhatTheirKindSays() {
    Scores scores = box.query(inputs(rows(), 6));
    for (int row = 0; row < scores.count(); row++) {
      checkKind(scores, row);
    }
  }

  @Test
  void fullVisibilityTellsEveryScore() {
    if (box.spec().visibility() == Visibility.FULL) {
      Scores scores = box.query(inputs(rows(), 7));
      for (float value : scores.values()) {
        assertThat(value).isNotNaN();
      }
    }
  }

  @Test
  void otherShapeIsRefusedWithBothShapes() {
    Shape wrong = Shape.of(box.spec().input().size() + 1);
    TensorBatch batch = TensorBatch.allocate(wrong, 1);
    assertThatThrownBy(() -> box.query(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(wrong.toString())
        .hasMessageContaining(box.spec().input().toString());
  }

  @Test
  void fromOneRowToTheMostAreAnswered() {
    int most = box.spec().maxBatch();
    assertThat(box.query(inputs(most, 10)).count()).isEqualTo(most);
    for (int count : new int[] {0, most + 1}) {
      TensorBatch batch = inputs(count, 10);
      assertThatThrownBy(() -> box.query(batch)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void queryAfterCloseIsRefused() {
    TensorBatch batch = inputs(1, 8);
    box.close();
    assertThatThrownBy(() -> box.query(batch)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingTwiceIsHarmless() {
    box.close();
    box.close();
    assertThat(box.spec()).isNotNull();
  }

  @Test
  void deterministicBoxRepeatsItself() {
    TensorBatch batch = inputs(rows(), 9);
    if (box.spec().deterministic()) {
      assertThat(box.query(batch).values()).containsExactly(box.query(batch).values());
    }
  }

  @Test
  void queriesAtOnceGiveTheAnswersOfQueriesInTurn() throws Exception {
    int threads = Math.min(box.spec().concurrency(), 8);
    List<TensorBatch> batches = new ArrayList<>();
    List<Scores> inTurn = new ArrayList<>();
    for (int i = 0; i < 2 * threads; i++) {
      batches.add(inputs(rows(), 20 + i));
      inTurn.add(box.query(batches.get(i)));
    }
    List<Callable<Scores>> calls = new ArrayList<>();
    batches.forEach(batch -> calls.add(() -> box.query(batch)));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Scores>> answers = pool.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        assertRowsAgree(answers.get(i).get(), inTurn.get(i), "query " + i);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** So many rows that a box which splits its queries must split them; let it take 20 or more. */
  final int rows() {
    return Math.min(box.spec().maxBatch(), 33);
  }

  private void checkKind(Scores scores, int row) {
    BlackBoxSpec spec = box.spec();
    double sum = 0;
    for (int k = 0; k < scores.classes(); k++) {
      double score = scores.told(row, k).orElse(0);
      if (spec.scoreKind() == ScoreKind.PROBABILITIES || spec.scoreKind() == ScoreKind.SIGMOID) {
        assertThat(score).isBetween(0.0, 1.0 + 1e-6);
      }
      if (spec.scoreKind() == ScoreKind.LOG_PROBABILITIES) {
        assertThat(score).isLessThanOrEqualTo(1e-6);
      }
      sum += spec.scoreKind() == ScoreKind.LOG_PROBABILITIES ? Math.exp(score) : score;
    }
    boolean closedVector =
        spec.scoreKind() == ScoreKind.PROBABILITIES
            || spec.scoreKind() == ScoreKind.LOG_PROBABILITIES;
    if (closedVector && spec.visibility() == Visibility.FULL) {
      assertThat(sum).isCloseTo(1, within(1e-4));
    }
  }

  private void assertRowsAgree(Scores actual, Scores expected, String where) {
    assertThat(actual.values()).hasSameSizeAs(expected.values());
    for (int i = 0; i < actual.values().length; i++) {
      float a = actual.values()[i];
      float b = expected.values()[i];
      assertThat(Float.isNaN(a) ? Float.isNaN(b) : Math.abs(a - b) <= tolerance())
          .as("%s, score %d: %s against %s", where, i, a, b)
          .isTrue();
    }
  }
}
