package io.retask.mapping.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.Scores;
import io.retask.metric.Evaluation;
import io.retask.metric.LogLikelihood;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticTrainerTest {
  private static final float[] X = {
    .5f, 1, 1.5f, -.5f, -1, .3f, .2f, -1.2f, 2, 1.1f, -.7f, -.9f, .9f, .4f, -1.6f, .8f
  };
  private static final int[] Y = {0, 1, 2, 0, 1, 2, 0, 2};

  private static LabelledFeatures small() {
    return new LabelledFeatures(
        TensorBatch.wrap(Shape.of(2), 8, X.clone()), Y, 3, new int[] {0, 1, 0, 1, 0, 1, 0, 1});
  }

  /** Reference: scipy 1.17 BFGS to a gradient of 1e-10 on the same formula. */
  @Test
  void theOptimumAgreesWithTheReference() {
    LinearClassifier model = LogisticTrainer.fit(small(), 0.1, false);
    float[] expected = {
      1.3634580e-01f, 6.774e-04f, 1.1705741f, 1.27875e-02f, -1.3069200f, -.0134649f
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(model.weights()[i]).isCloseTo(expected[i], within(2e-5f));
    }
  }

  @Test
  void aStrongerRidgeAgreesToo() {
    LinearClassifier model = LogisticTrainer.fit(small(), 1, false);
    float[] expected = {.0644413f, -.0207207f, .2546664f, .0339739f, -.3191077f, -.0132532f};
    for (int i = 0; i < expected.length; i++) {
      assertThat(model.weights()[i]).isCloseTo(expected[i], within(2e-5f));
    }
  }

  @Test
  void anEnormousRidgeLeavesTheClassShares() {
    Scores scores = LogisticTrainer.fit(small(), 1e9, false).classify(small().rows());
    assertThat(scores.values()[0]).isCloseTo(3f / 8, within(1e-4f));
    assertThat(scores.values()[1]).isCloseTo(2f / 8, within(1e-4f));
  }

  @Test
  void balanceLeavesEqualShares() {
    Scores scores = LogisticTrainer.fit(small(), 1e9, true).classify(small().rows());
    assertThat(scores.values()[0]).isCloseTo(1f / 3, within(1e-4f));
    assertThat(scores.values()[1]).isCloseTo(1f / 3, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"20, 50, 0.01", "20, 50, 1", "15, 400, 10", "30, 31, 0.1"})
  void theDualFormIsThePrimalForm(int n, int p, double ridge) {
    LabelledFeatures data = random(n, p, 7);
    FeatureSpace dual = FeatureSpace.of(data.rows(), data.all());
    FeatureSpace primal = FeatureSpace.primal(data.rows(), data.all());
    assertThat(dual.columns(data.all()).length).isLessThan(primal.columns(data.all()).length);
    float[] one = solve(dual, data, ridge).weights();
    float[] two = solve(primal, data, ridge).weights();
    for (int i = 0; i < one.length; i++) {
      assertThat(one[i]).isCloseTo(two[i], within(2e-5f));
    }
  }

  @Test
  void manyFeaturesAreSolvedInTheSpanOfTheirRowsToo() {
    LabelledFeatures data = random(280, 260, 7);
    FeatureSpace span = FeatureSpace.of(data.rows(), data.all());
    assertThat(span.isDual()).isTrue();
    float[] one = solve(span, data, 1).weights();
    float[] two = solve(FeatureSpace.primal(data.rows(), data.all()), data, 1).weights();
    for (int i = 0; i < one.length; i++) {
      assertThat(one[i]).isCloseTo(two[i], within(2e-5f));
    }
    assertThat(isDual(280, 256)).isFalse();
    assertThat(isDual(1028, 257)).isFalse();
  }

  private static boolean isDual(int n, int p) {
    LabelledFeatures data = random(n, p, 7);
    return FeatureSpace.of(data.rows(), data.all()).isDual();
  }

  @Test
  void rowsOutsideTheSpanGetTheSameLogitsInBothForms() {
    LabelledFeatures data = random(30, 60, 3);
    int[] training = IntStream.range(0, 20).toArray();
    int[] held = IntStream.range(20, 30).toArray();
    double[][] one = heldLogits(FeatureSpace.of(data.rows(), training), data, training, held);
    double[][] two = heldLogits(FeatureSpace.primal(data.rows(), training), data, training, held);
    for (int c = 0; c < 3; c++) {
      assertThat(one[c]).hasSize(10).containsExactly(two[c], within(1e-4));
    }
  }

  private static double[][] heldLogits(
      FeatureSpace space, LabelledFeatures data, int[] training, int[] held) {
    SoftmaxLoss loss =
        new SoftmaxLoss(space.columns(training), data.classesOf(training), 3, false).withRidge(1);
    double[] x = new Lbfgs(loss, 1e-9, 500, gradient -> {}).minimise(new double[loss.size()]);
    return SoftmaxLoss.logits(x, space.columns(held), held.length, 3);
  }

  private static LinearClassifier solve(FeatureSpace space, LabelledFeatures data, double ridge) {
    SoftmaxLoss loss =
        new SoftmaxLoss(space.columns(data.all()), data.classesOf(data.all()), 3, false)
            .withRidge(ridge);
    return space.classifier(
        new Lbfgs(loss, 1e-9, 2000, gradient -> {}).minimise(new double[loss.size()]), 3, 1);
  }

  @Test
  void separableClassesStayFinite() {
    float[] x = new float[40];
    int[] y = new int[40];
    for (int i = 0; i < 40; i++) {
      y[i] = i % 2;
      x[i] = y[i] == 0 ? -1 - i : 1 + i;
    }
    int[] folds = IntStream.range(0, 40).map(i -> i / 2 % 4).toArray();
    Fitted<LinearClassifier> fitted =
        LogisticTrainer.fit(
            new LabelledFeatures(TensorBatch.wrap(Shape.of(1), 40, x), y, 2, folds),
            LogisticSettings.defaults());
    assertThat(Float.isFinite(fitted.model().weights()[0])).isTrue();
    assertThat(Evaluation.predictions(fitted.outOfFold())).isEqualTo(y);
  }

  @Test
  void constantFeaturesAreDropped() {
    float[] x = new float[8 * 4];
    for (int i = 0; i < 8; i++) {
      x[i * 4] = -16.118f;
      x[i * 4 + 1] = X[2 * i];
      x[i * 4 + 2] = 3;
      x[i * 4 + 3] = X[2 * i + 1];
    }
    LabelledFeatures data =
        new LabelledFeatures(
            TensorBatch.wrap(Shape.of(4), 8, x), Y, 3, new int[] {0, 1, 0, 1, 0, 1, 0, 1});
    LinearClassifier model = LogisticTrainer.fit(data, 0.1, false);
    assertThat(model.kept()).containsExactly(1, 3);
    assertThat(model.weights()).containsExactly(LogisticTrainer.fit(small(), 0.1, false).weights());
  }

  @Test
  void aLeakingGroupWouldLookBetterThanItIs() {
    // pairs of rows are copies with random classes: only a divided pair can be predicted
    SplittableRandom random = new SplittableRandom(5);
    float[] x = new float[120 * 200];
    int[] y = new int[120];
    for (int i = 0; i < 120; i += 2) {
      y[i] = (int) (random.nextLong() & 1);
      y[i + 1] = y[i];
      for (int j = 0; j < 200; j++) {
        x[i * 200 + j] = (float) random.nextDouble();
        x[(i + 1) * 200 + j] = x[i * 200 + j];
      }
    }
    TensorBatch rows = TensorBatch.wrap(Shape.of(200), 120, x);
    int[] divided = IntStream.range(0, 120).map(i -> i % 4).toArray();
    int[] whole = IntStream.range(0, 120).map(i -> i / 2 % 4).toArray();
    assertThat(accuracy(rows, y, divided)).isGreaterThan(0.95);
    // chance, 60 independent pairs: 4 sigma
    assertThat(accuracy(rows, y, whole)).isBetween(0.24, 0.76);
  }

  private static double accuracy(TensorBatch rows, int[] y, int[] folds) {
    LabelledFeatures data = new LabelledFeatures(rows, y, 2, folds);
    Scores scores =
        LogisticTrainer.fit(data, LogisticSettings.defaults().withRidges(List.of(0.01)))
            .outOfFold();
    return Evaluation.of(List.of("a", "b"), scores, y).accuracy();
  }

  @Test
  void outOfFoldPredictionsComeFromTheOtherFoldsAlone() {
    LabelledFeatures data = random(40, 5, 11);
    LogisticSettings one = LogisticSettings.defaults().withRidges(List.of(0.1));
    Scores scores = LogisticTrainer.fit(data, one).outOfFold();
    int[] training = data.outside(1);
    LabelledFeatures others =
        new LabelledFeatures(
            data.rows().rows(training),
            data.classesOf(training),
            3,
            IntStream.range(0, training.length).map(i -> i % 2).toArray());
    Scores direct =
        LogisticTrainer.fit(others, 0.1, false).classify(data.rows().rows(data.inside(1)));
    for (int i = 0; i < direct.values().length; i++) {
      assertThat(scores.rows(data.inside(1)).values()[i])
          .isCloseTo(direct.values()[i], within(2e-3f));
    }
  }

  @Test
  void theChosenRidgeHasTheLowestLoss() {
    Fitted<LinearClassifier> fitted =
        LogisticTrainer.fit(random(60, 30, 2), LogisticSettings.defaults());
    // the weakest are not tried: the one before them is far above the lowest already
    assertThat(fitted.losses()).containsKeys(fitted.chosen(), 1e3).doesNotContainKey(1e-4);
    assertThat(fitted.losses().values())
        .allMatch(loss -> loss >= fitted.losses().get(fitted.chosen()));
  }

  @Test
  void calibrationLowersTheCrossValidatedLoss() {
    LabelledFeatures data = random(60, 30, 2);
    LogisticSettings loose = LogisticSettings.defaults().withRidges(List.of(1e-4));
    double before = loss(LogisticTrainer.fit(data, loose), data);
    double after = loss(LogisticTrainer.fit(data, loose.withCalibration()), data);
    assertThat(after).isLessThan(before * 0.8);
  }

  private static double loss(Fitted<LinearClassifier> fitted, LabelledFeatures data) {
    return LogLikelihood.negative(fitted.outOfFold(), data.classesOf(data.all()));
  }

  @Test
  void twoRunsGiveTheSameBits() {
    LabelledFeatures data = random(50, 80, 4);
    Fitted<LinearClassifier> one = LogisticTrainer.fit(data, LogisticSettings.defaults());
    Fitted<LinearClassifier> two = LogisticTrainer.fit(data, LogisticSettings.defaults());
    assertThat(one.model().weights()).containsExactly(two.model().weights());
    assertThat(one.outOfFold().values()).containsExactly(two.outOfFold().values());
  }

  @Test
  void aRestoredClassifierAnswersTheSame() {
    LabelledFeatures data = random(50, 80, 4);
    LinearClassifier model = LogisticTrainer.fit(data, 1, false);
    LinearClassifier restored =
        LinearClassifier.restore(
            80, model.kept(), model.means(), model.scales(), model.weights(), model.bias());
    assertThat(restored.classify(data.rows()).values())
        .containsExactly(model.classify(data.rows()).values());
  }

  @Test
  void arraysThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () ->
                LinearClassifier.restore(
                    3,
                    new int[] {0, 2},
                    new float[2],
                    new float[] {1, 1},
                    new float[3],
                    new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 weights do not fit 2 classes of 2 kept features");
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    LinearClassifier model = LogisticTrainer.fit(small(), 1, false);
    assertThatThrownBy(() -> model.classify(TensorBatch.allocate(Shape.of(3), 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows of 3 features came, but this classifier was trained on 2");
  }

  @Test
  void aSingleFoldIsRefused() {
    assertThatThrownBy(
            () -> new LabelledFeatures(small().rows(), Y, 3, new int[] {1, 1, 1, 1, 1, 1, 1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cross-validation takes 2 folds or more, numbered from 0, but the folds are [1]");
  }

  @Test
  void untoldFeaturesAreRefused() {
    TensorBatch rows = TensorBatch.wrap(Shape.of(1), 2, new float[] {1, Float.NaN});
    assertThatThrownBy(() -> new LabelledFeatures(rows, new int[2], 2, new int[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features must be finite, but one is NaN; repair the answers first");
  }

  static LabelledFeatures random(int n, int p, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[n * p];
    int[] y = new int[n];
    int[] folds = new int[n];
    for (int i = 0; i < n; i++) {
      y[i] = i % 3;
      folds[i] = i / 3 % 5;
      for (int j = 0; j < p; j++) {
        x[i * p + j] = (float) (random.nextDouble() * 4 - 2 + (j % 3 == y[i] ? 0.5 : 0));
      }
    }
    return new LabelledFeatures(TensorBatch.wrap(Shape.of(p), n, x), y, 3, folds);
  }
}
