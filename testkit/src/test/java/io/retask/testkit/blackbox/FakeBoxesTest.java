package io.retask.testkit.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.ScoreKind;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FakeBoxesTest {
  private static final Shape SHAPE = Shape.of(3, 4, 4);
  private static final FakeDials DIALS = FakeDials.of(SHAPE, 5);

  @Test
  void pullbackIsTheFiniteDifferenceOfTheLogits() {
    FakeBlackBox box = new FakeBlackBox(DIALS.kind(ScoreKind.LOGITS));
    float[] input = SeededDraw.batch(SHAPE, 1, 3).values();
    float[] gradient = box.pullback(input, new float[] {1, 0, 0, -2, 0});
    for (int i = 0; i < input.length; i += 7) {
      double slope = (value(box, input, i, 5e-3f) - value(box, input, i, -5e-3f)) / 1e-2;
      assertThat((double) gradient[i]).isCloseTo(slope, within(2e-3));
    }
  }

  private static double value(FakeBlackBox box, float[] input, int index, float move) {
    float[] moved = input.clone();
    moved[index] += move;
    float[] logits = box.query(TensorBatch.wrap(SHAPE, 1, moved)).values();
    return logits[0] - 2.0 * logits[3];
  }

  @Test
  void otherSeedsGiveOtherAnswersAndOtherFingerprints() {
    FakeBlackBox one = new FakeBlackBox(DIALS);
    FakeBlackBox two = new FakeBlackBox(DIALS.seed(2));
    TensorBatch batch = SeededDraw.batch(SHAPE, 2, 1);
    assertThat(one.query(batch).values()).isNotEqualTo(two.query(batch).values());
    assertThat(one.spec().fingerprint()).isNotEqualTo(two.spec().fingerprint());
  }

  @Test
  void latencyIsWaitedForByTheSleeper() {
    List<Duration> waits = new ArrayList<>();
    FakeBlackBox box = new FakeBlackBox(DIALS.latency(Duration.ofSeconds(7), waits::add));
    assertThat(box.query(SeededDraw.batch(SHAPE, 2, 1)).count()).isEqualTo(2);
    assertThat(waits).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void everyThirdQueryFailsAndLosesItsAnswer() {
    CountingBox counted = CountingBox.of(new FakeBlackBox(DIALS));
    FlakyBlackBox flaky =
        FlakyBlackBox.everyNth(counted, 3, FlakyBlackBox.Break.AFTER_SENDING, false);
    TensorBatch one = SeededDraw.batch(SHAPE, 1, 1);
    assertThat(flaky.query(one).count()).isEqualTo(1);
    assertThat(flaky.query(one).count()).isEqualTo(1);
    assertThatThrownBy(() -> flaky.query(one))
        .isInstanceOfSatisfying(
            BlackBoxFailure.class, failure -> assertThat(failure.retryable()).isFalse())
        .hasMessage("query 3 was made to fail");
    assertThat(counted.images()).isEqualTo(3);
  }

  @Test
  void failureBeforeSendingIsNotSeenByTheBox() {
    CountingBox counted = CountingBox.of(new FakeBlackBox(DIALS));
    FlakyBlackBox flaky =
        FlakyBlackBox.everyNth(counted, 1, FlakyBlackBox.Break.BEFORE_SENDING, true);
    TensorBatch one = SeededDraw.batch(SHAPE, 1, 1);
    assertThatThrownBy(() -> flaky.query(one)).isInstanceOf(BlackBoxFailure.class);
    assertThat(counted.images()).isZero();
  }

  @Test
  void theFileKeepsEveryRowByItsContent(@TempDir Path folder) {
    Path file = folder.resolve("seen.txt");
    TensorBatch batch = SeededDraw.batch(SHAPE, 3, 1);
    CountingBox box = CountingBox.durable(new FakeBlackBox(DIALS), file);
    assertThat(box.query(batch).count()).isEqualTo(3);
    assertThat(box.query(batch.rows(1, 2)).count()).isEqualTo(1);
    box.close();
    List<String> seen = SeenFile.read(file);
    assertThat(seen).hasSize(4);
    assertThat(seen.subList(0, 3)).doesNotHaveDuplicates();
    assertThat(seen.get(3)).isEqualTo(seen.get(1));
  }

  @Test
  void topKTellsExactlyTheBest() {
    TensorBatch batch = SeededDraw.batch(SHAPE, 1, 1);
    FakeBlackBox full = new FakeBlackBox(DIALS);
    float[] all = full.query(batch).values();
    float[] told = CensoringBox.topK(full, 2).query(batch).values();
    int hidden = 0;
    for (int k = 0; k < all.length; k++) {
      if (Float.isNaN(told[k])) {
        hidden++;
      } else {
        assertThat(told[k]).isEqualTo(all[k]);
      }
    }
    assertThat(hidden).isEqualTo(3);
    assertThat(told[full.query(batch).best(0)]).isNotNaN();
  }
}
