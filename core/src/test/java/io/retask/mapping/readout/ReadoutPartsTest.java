package io.retask.mapping.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.metric.Evaluation;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadoutPartsTest {
  @Test
  void theGradientAgreesWithFiniteDifferences() {
    LabelledFeatures data = LogisticTrainerTest.random(12, 4, 1);
    for (boolean balanced : new boolean[] {false, true}) {
      SoftmaxLoss loss =
          new SoftmaxLoss(
                  FeatureSpace.primal(data.rows(), data.all()).columns(data.all()),
                  data.classesOf(data.all()),
                  3,
                  balanced)
              .withRidge(0.3);
      double[] x = IntStream.range(0, loss.size()).mapToDouble(i -> Math.sin(i + 1)).toArray();
      double[] gradient = new double[x.length];
      loss.at(x, gradient);
      for (int i = 0; i < x.length; i++) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[i] += 1e-5;
        down[i] -= 1e-5;
        double slope = (loss.at(up, x.clone()) - loss.at(down, x.clone())) / 2e-5;
        assertThat(gradient[i]).isCloseTo(slope, within(1e-8));
      }
    }
  }

  @Test
  void aBalancedLossIsTheMeanOfTheClassMeans() {
    double[] x = {0, 0, Math.log(3), 0};
    SoftmaxLoss loss =
        new SoftmaxLoss(new double[][] {{0, 1, -1, 1}}, new int[] {0, 0, 0, 1}, 2, true);
    // without slopes every row gives class 0 a probability of 3/4
    assertThat(loss.at(x, new double[4]))
        .isCloseTo((Math.log(4.0 / 3) + Math.log(4)) / 2, within(1e-12));
  }

  @Test
  void heldOutRowsCountTheSame() {
    double log3 = Math.log(3);
    int[] classes = {0, 0, 0};
    // class 0 has 1/2, 1/4 and 3/4: losses of 0.693147, 1.386294 and 0.287682
    HeldOut held = new HeldOut(new double[][] {{0, 0, log3}, {0, log3, 0}}, classes);
    assertThat(held.loss(1)).isCloseTo(0.789041, within(1e-6));
    // 0.261888 is the standard error of those losses
    HeldOut chance = new HeldOut(new double[2][3], classes);
    assertThat(held.rise(chance)).isCloseTo(0.095894 / 0.261888, within(1e-5));
  }

  @Test
  void lbfgsSolvesAnIllConditionedQuadratic() {
    double[] found =
        new Lbfgs(
                (x, gradient) -> {
                  double value = 0;
                  for (int i = 0; i < x.length; i++) {
                    double scale = Math.pow(10, i);
                    gradient[i] = scale * (x[i] - i);
                    value += scale / 2 * (x[i] - i) * (x[i] - i);
                  }
                  return value;
                },
                1e-9,
                500,
                gradient -> {})
            .minimise(new double[5]);
    for (int i = 0; i < 5; i++) {
      assertThat(found[i]).isCloseTo(i, within(1e-7));
    }
  }

  @Test
  void lbfgsSolvesRosenbrocksValley() {
    double[] found =
        new Lbfgs(
                (x, gradient) -> {
                  double a = 1 - x[0];
                  double b = x[1] - x[0] * x[0];
                  gradient[0] = -2 * a - 400 * x[0] * b;
                  gradient[1] = 200 * b;
                  return a * a + 100 * b * b;
                },
                1e-8,
                200,
                gradient -> {})
            .minimise(new double[] {-1.2, 1});
    assertThat(found[0]).isCloseTo(1, within(1e-6));
    assertThat(found[1]).isCloseTo(1, within(1e-6));
  }

  @Test
  void theGramMatrixHoldsInnerProducts() {
    int n = 7;
    int p = 601;
    float[] z = new float[n * p];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) Math.sin(i * 0.7);
    }
    double[][] gram = Gram.of(z, n, p);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < p; k++) {
          sum += (double) z[i * p + k] * z[j * p + k];
        }
        assertThat(gram[i][j]).isCloseTo(sum, within(1e-3));
      }
    }
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
  void theProductAddsToWhatIsThere() {
    double[] left = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[][] right = {{1, 0}, {0, 1}, {2, 2}, {1, 1}, {3, 0}};
    double[][] out = {{100, 0}, {0, 100}};
    Product.add(left, right, out);
    // row 1: 1+0+6+4+15, 0+2+6+4+0; row 2: 6+0+16+9+30, 0+7+16+9+0
    assertThat(out).isDeepEqualTo(new double[][] {{126, 12}, {61, 132}});
  }

  @ParameterizedTest
  @CsvSource({"37,5000", "601,70", "1024,3"})
  void blocksAndPartsOfTheProductAddUp(int m, int length) {
    double[][] right = new double[m][length];
    for (int i = 0; i < m * length; i++) {
      right[i / length][i % length] = i % 13;
    }
    double[] left = IntStream.range(0, 3 * m).mapToDouble(i -> i).toArray();
    double[][] out = new double[3][length];
    Product.add(left, right, out);
    int at = length / 2;
    for (int c = 0; c < 3; c++) {
      int row = c * m;
      double expected = IntStream.range(0, m).mapToDouble(k -> (row + k) * right[k][at]).sum();
      assertThat(out[c][at]).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void settingsAreSortedFromTheStrongest() {
    assertThat(LogisticSettings.defaults().withRidges(List.of(1.0, 10.0, 1.0)).ridges())
        .containsExactly(10.0, 1.0);
  }

  @Test
  void aRidgeOfZeroIsRefused() {
    assertThatThrownBy(() -> LogisticSettings.defaults().withRidges(List.of(0.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a logistic readout takes 1 ridge or more, each above 0, but these are [0.0]");
  }

  @Test
  void theReadoutReadsLogScores() {
    float[] p = {.9f, .1f, .8f, .2f, .3f, .7f, .2f, .8f};
    Scores answers = Scores.wrap(4, 2, ScoreKind.PROBABILITIES, p);
    int[] y = {1, 1, 0, 0};
    LabelledFeatures data = LabelledFeatures.ofAnswers(answers, y, 2, new int[] {0, 1, 0, 1});
    LogisticReadout readout = new LogisticReadout(LogisticTrainer.fit(data, 0.01, false));
    assertThat(readout.sources()).isEqualTo(2);
    assertThat(readout.targets()).isEqualTo(2);
    assertThat(Evaluation.predictions(readout.apply(answers))).isEqualTo(y);
    Scores sum = readout.apply(answers);
    assertThat(sum.values()[0] + sum.values()[1]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void logitsAndTheirProbabilitiesReadTheSame() {
    Scores logits = Scores.wrap(2, 2, ScoreKind.LOGITS, new float[] {1, 2, 3, 0});
    LogisticReadout readout =
        new LogisticReadout(
            LinearClassifier.restore(
                2,
                new int[] {0, 1},
                new float[2],
                new float[] {1, 1},
                new float[] {1, 0, 0, 1},
                new float[2]));
    float[] one = readout.apply(logits).values();
    float[] two = readout.apply(logits.probabilities()).values();
    for (int i = 0; i < 4; i++) {
      // the identity on log-probabilities gives the probabilities back
      assertThat(one[i]).isCloseTo(logits.probabilities().values()[i], within(1e-6f));
      assertThat(two[i]).isCloseTo(one[i], within(1e-6f));
    }
  }

  @Test
  void theNearestNeighbourVotes() {
    TensorBatch rows = TensorBatch.wrap(Shape.of(1), 5, new float[] {0, 1, 2, 10, 11});
    NearestNeighbours model = NearestNeighbours.of(rows, new int[] {0, 0, 0, 1, 1}, 2, 3);
    Scores scores = model.classify(TensorBatch.wrap(Shape.of(1), 2, new float[] {0.4f, 9}));
    assertThat(scores.values()[0]).isCloseTo(3.5f / 4, within(1e-3f));
    assertThat(scores.values()[2]).isCloseTo(1.5f / 4, within(1e-3f));
    assertThat(model.neighbours()).isEqualTo(3);
  }

  @Test
  void equalVotesGoToTheNearer() {
    TensorBatch rows = TensorBatch.wrap(Shape.of(1), 3, new float[] {0, 3, 100});
    NearestNeighbours model = NearestNeighbours.of(rows, new int[] {0, 1, 2}, 3, 2);
    Scores scores = model.classify(TensorBatch.wrap(Shape.of(1), 2, new float[] {1, 2}));
    assertThat(scores.best(0)).isZero();
    assertThat(scores.best(1)).isEqualTo(1);
  }

  @Test
  void tooManyNeighboursAreAllRows() {
    TensorBatch rows = TensorBatch.wrap(Shape.of(1), 3, new float[] {0, 3, 100});
    assertThat(NearestNeighbours.of(rows, new int[] {0, 1, 1}, 2, 9).neighbours()).isEqualTo(3);
  }

  @Test
  void knnIsChosenByTheLowestLoss() {
    LabelledFeatures data = LogisticTrainerTest.random(90, 12, 8);
    Fitted<NearestNeighbours> fitted = KnnTrainer.fit(data);
    assertThat(fitted.losses().values())
        .allMatch(loss -> loss >= fitted.losses().get(fitted.chosen()));
    assertThat(new KnnReadout(fitted.model()).sources()).isEqualTo(12);
    assertThat(new KnnReadout(fitted.model()).targets()).isEqualTo(3);
    assertThat((double) fitted.model().neighbours()).isEqualTo(fitted.chosen());
  }
}
