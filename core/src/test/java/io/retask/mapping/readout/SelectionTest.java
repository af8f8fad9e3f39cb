package io.retask.mapping.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.metric.Evaluation;
import io.retask.metric.LogLikelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What views are chosen with. */
class SelectionTest {
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

  private static QuickScore quick(AnswerKernel kernel) {
    return KernelRidge.outOfFold(kernel, CLASSES, 3, FOLDS);
  }

  @Test
  void theKernelOfTwoViewsIsTheirSum() {
    AnswerKernel sum = AnswerKernel.of(view(1, 1)).plus(AnswerKernel.of(view(2, 1)));
    AnswerKernel beside = AnswerKernel.of(Scores.beside(List.of(view(1, 1), view(2, 1))));
    for (int row = 0; row < 120; row += 17) {
      assertThat(sum.column(row)).containsExactly(beside.column(row), within(1e-3));
    }
    assertThat(sum.count()).isEqualTo(120);
  }

  @Test
  void kernelsOfOtherRowsAreRefused() {
    AnswerKernel kernel = AnswerKernel.of(view(1, 1));
    assertThatThrownBy(() -> kernel.plus(AnswerKernel.of(view(1, 1).rows(0, 60))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("views must answer the same rows, but one has 120 rows and another 60");
    assertThatThrownBy(() -> KernelRidge.outOfFold(kernel, new int[4], 3, FOLDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a kernel of 120 rows stands beside 4 classes and 120 folds");
  }

  @Test
  void aBetterViewScoresBetter() {
    QuickScore weak = quick(AnswerKernel.of(view(1, 0.3)));
    QuickScore strong = quick(AnswerKernel.of(view(2, 1)));
    QuickScore both = quick(AnswerKernel.of(view(2, 1)).plus(AnswerKernel.of(view(3, 1))));
    assertThat(strong.loss()).isLessThan(weak.loss());
    assertThat(both.loss()).isLessThan(strong.loss());
    assertThat(both.loss())
        .isCloseTo(LogLikelihood.negative(both.outOfFold(), CLASSES), within(1e-6));
  }

  @Test
  void anEmptyViewIsChance() {
    QuickScore nothing = quick(AnswerKernel.of(view(4, 0)));
    assertThat(nothing.loss()).isBetween(1.05, 1.2); // log 3 = 1.0986
  }

  @Test
  void quickAndCarefulReadoutsAgree() {
    Scores answers = view(5, 1);
    QuickScore quick = quick(AnswerKernel.of(answers));
    Fitted<LinearClassifier> careful =
        LogisticTrainer.fit(
            LabelledFeatures.ofAnswers(answers, CLASSES, 3, FOLDS), LogisticSettings.defaults());
    assertThat(quick.loss())
        .isCloseTo(LogLikelihood.negative(careful.outOfFold(), CLASSES), within(0.1));
  }

  /** The definition, fold by fold: least squares learned without the fold's rows. */
  @Test
  void aFoldIsPredictedByTheOthersAlone() {
    AnswerKernel kernel = AnswerKernel.of(view(6, 0.5));
    int[] scrambled = CLASSES.clone();
    for (int i = 0; i < scrambled.length; i++) {
      scrambled[i] = FOLDS[i] == 2 ? (scrambled[i] + 1) % 3 : scrambled[i];
    }
    int[] all = IntStream.range(0, 120).toArray();
    RowSpan span = RowSpan.of(kernel::column, kernel.diagonal(), all, 256, 0);
    double[][] one = Moments.of(span, CLASSES, 3, FOLDS).outOfFold(0.5);
    double[][] two = Moments.of(span, scrambled, 3, FOLDS).outOfFold(0.5);
    for (int i = 0; i < 120; i++) {
      if (FOLDS[i] == 2) {
        assertThat(one[0][i]).isCloseTo(two[0][i], within(1e-9));
      }
    }
    assertThat(one[0]).isNotEqualTo(two[0]);
  }

  @Test
  void theFactorSolves() {
    double[][] matrix = {{4, 2, 1}, {2, 5, 3}, {1, 3, 6}};
    double[] b = {11, 21, 25}; // of x = 1, 2, 3
    Cholesky.of(matrix).solve(b);
    assertThat(b).containsExactly(new double[] {1, 2, 3}, within(1e-12));
    assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("pivot 1 of 2 is -3.0");
  }

  @Test
  void aRowOfWeightTwoCountsAsTwoRows() {
    double[][] columns = {{.3, -1, .7, 2}};
    double[][] twice = {{.3, -1, .7, 2, 2}};
    SoftmaxLoss heavy =
        new SoftmaxLoss(columns, new int[] {0, 1, 1, 0}, 2, new double[] {1, 1, 1, 2}, false);
    SoftmaxLoss copied = new SoftmaxLoss(twice, new int[] {0, 1, 1, 0, 0}, 2, false);
    double[] x = {.4, -.2, .1, .3};
    double[] one = new double[4];
    double[] two = new double[4];
    assertThat(heavy.at(x, one)).isCloseTo(copied.at(x, two), within(1e-12));
    assertThat(one).containsExactly(two, within(1e-12));
  }

  @Test
  void weightsReachTheReadout() {
    LabelledFeatures data = LogisticTrainerTest.random(30, 4, 3);
    double[] weights = new double[30];
    Arrays.fill(weights, 1);
    float[] plain = LogisticTrainer.fit(data, 0.1, false).weights();
    assertThat(LogisticTrainer.fit(data.weighted(weights), 0.1, false).weights())
        .containsExactly(plain);
    weights[0] = 20;
    assertThat(LogisticTrainer.fit(data.weighted(weights), 0.1, false).weights())
        .isNotEqualTo(plain);
    assertThatThrownBy(() -> data.weighted(new double[] {1, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "30 rows take 30 weights above 0 with a finite sum, but these are 2 from 0.0 with sum"
                + " 1.0");
  }

  @Test
  void aSharedReadoutAveragesItsViews() {
    List<Scores> views = List.of(view(8, 1), view(9, 1), view(10, 1));
    Fitted<SharedReadout> fitted =
        SharedReadout.fit(views, CLASSES, 3, FOLDS, LogisticSettings.defaults());
    SharedReadout readout = fitted.model();
    assertThat(readout.sources()).isEqualTo(24);
    assertThat(readout.targets()).isEqualTo(3);
    Scores joined = readout.apply(Scores.beside(views));
    LogisticReadout single = new LogisticReadout(readout.classifier());
    for (int i = 0; i < joined.values().length; i++) {
      float sum = 0;
      for (Scores view : views) {
        sum += single.apply(view.probabilities()).values()[i];
      }
      assertThat(joined.values()[i]).isCloseTo(sum / 3, within(1e-5f));
    }
    assertThat(fitted.outOfFold().count()).isEqualTo(120);
    Evaluation estimate = Evaluation.of(List.of("a", "b", "c"), fitted.outOfFold(), CLASSES);
    assertThat(estimate.negativeLogLikelihood()).isLessThan(fitted.losses().get(fitted.chosen()));
  }

  @Test
  void aSharedReadoutRefusesOtherRows() {
    Fitted<SharedReadout> fitted =
        SharedReadout.fit(List.of(view(8, 1)), CLASSES, 3, FOLDS, LogisticSettings.defaults());
    assertThatThrownBy(() -> fitted.model().apply(Scores.beside(List.of(view(8, 1), view(9, 1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows of 16 scores came, but 1 views of 8 take 8");
  }

  @Test
  void aPoolIsNeverWorseThanItsBest() {
    List<Scores> predictions = new ArrayList<>();
    for (int m = 0; m < 4; m++) {
      predictions.add(quick(AnswerKernel.of(view(20 + m, 0.3 * m))).outOfFold());
      Pooling pool = Pooling.of(predictions, CLASSES, 0);
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
    Scores one = quick(AnswerKernel.of(view(30, 0.8))).outOfFold();
    Scores two = quick(AnswerKernel.of(view(31, 0.8))).outOfFold();
    Pooling pool = Pooling.of(List.of(one, two), CLASSES, 0.2);
    assertThat(LogLikelihood.negative(pool.apply(List.of(one, two)), CLASSES))
        .isLessThan(LogLikelihood.negative(one, CLASSES) - 0.01)
        .isLessThan(LogLikelihood.negative(two, CLASSES) - 0.01);
    assertThat(pool.weights()).allMatch(weight -> weight > 0.1);
  }

  @Test
  void aPoolOfCopiesStaysEqualWhenShrunk() {
    Scores one = quick(AnswerKernel.of(view(30, 0.8))).outOfFold();
    Scores noise = quick(AnswerKernel.of(view(32, 0))).outOfFold();
    Pooling pool = Pooling.of(List.of(noise, one), CLASSES, 1);
    // equal weights lose to the good one alone
    assertThat(pool.weights()).containsExactly(0.0, 1.0);
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
