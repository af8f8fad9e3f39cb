package io.retask.mapping.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.metric.LogLikelihood;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolingTest {
  private static final int[] CLASSES = IntStream.range(0, 120).map(i -> i % 3).toArray();
  private static final int[] FOLDS = IntStream.range(0, 120).map(i -> i / 3 % 5).toArray();

  /** Answers of 8 scores, some of which know something of the class. */
  private static Scores view(long seed, double signal) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] logits = new float[120 * 8];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (2 * random.nextDouble() - 1);
      logits[i] += i % 8 == CLASSES[i / 8] ? (float) signal : 0;
    }
    return Scores.wrap(120, 8, ScoreKind.LOGITS, logits);
  }

  /** What a readout of such a view predicts of rows that it has not seen. */
  private static Scores outOfFold(long seed, double signal) {
    return LogisticTrainer.fit(
            LabelledFeatures.ofAnswers(view(seed, signal), CLASSES, 3, FOLDS),
            LogisticSettings.defaults())
        .outOfFold();
  }

  @Test
  void aPoolIsNeverWorseThanItsBest() {
    List<Scores> predictions = new ArrayList<>();
    for (int m = 0; m < 4; m++) {
      predictions.add(outOfFold(20 + m, 0.3 * m));
      Pooling pool = Pooling.of(predictions, CLASSES);
      double best =
          predictions.stream()
              .mapToDouble(each -> LogLikelihood.negative(each, CLASSES))
              .min()
              .orElseThrow();
      double pooled = LogLikelihood.negative(pool.apply(predictions), CLASSES);
      assertThat(pooled).isLessThanOrEqualTo(best + 1e-6);
    }
  }

  @Test
  void aPoolOfGoodPredictionsIsBetterThanEach() {
    Scores one = outOfFold(30, 0.8);
    Scores two = outOfFold(31, 0.8);
    Pooling pool = Pooling.of(List.of(one, two), CLASSES);
    assertThat(LogLikelihood.negative(pool.apply(List.of(one, two)), CLASSES))
        .isLessThan(LogLikelihood.negative(one, CLASSES) - 0.01)
        .isLessThan(LogLikelihood.negative(two, CLASSES) - 0.01);
    assertThat(pool.weights()).allMatch(weight -> weight > 0.1);
  }

  @Test
  void aPoolThatIsNoBetterGivesWayToItsBest() {
    Scores one = outOfFold(30, 0.8);
    Pooling pool = Pooling.of(List.of(one, one), CLASSES);
    assertThat(pool.weights()).containsExactly(1.0, 0.0);
  }

  @Test
  void weightsOfAPoolAreChecked() {
    assertThatThrownBy(() -> new Pooling(List.of(0.5, 0.6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights of a pool are 0 or more and have sum 1, but these are [0.5, 0.6]");
    assertThatThrownBy(() -> new Pooling(List.of(1.0)).apply(Collections.emptyList()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 predictions came to a pool of 1");
  }
}
