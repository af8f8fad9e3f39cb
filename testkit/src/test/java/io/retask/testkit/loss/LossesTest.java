package io.retask.testkit.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.loss.CrossEntropy;
import io.retask.loss.FocalLoss;
import io.retask.loss.Loss;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LossesTest {
  private static final Scores HALF =
      Scores.wrap(2, 2, ScoreKind.SIGMOID, new float[] {0.5f, 0.25f, 0.75f, 0.25f});
  private static final int[] CLASSES = {0, 1};

  @Nested
  class CrossEntropyLaws extends LossContract {
    @Override
    protected Loss loss() {
      return new CrossEntropy();
    }
  }

  @Nested
  class DeepCrossEntropyLaws extends LossContract {
    @Override
    protected Loss loss() {
      return CrossEntropy.deep();
    }

    @Test
    void aClassThatIsAlmostImpossibleIsStillHeard() {
      Scores low = Scores.wrap(1, 2, ScoreKind.SIGMOID, new float[] {1e-12f, 1});
      assertThat(loss().gradient(low, new int[] {0})[0]).isEqualTo(-1 / 1e-12f);
      assertThat(new CrossEntropy().gradient(low, new int[] {0})[0]).isZero();
    }
  }

  @Nested
  class FocalLaws extends LossContract {
    @Override
    protected Loss loss() {
      return FocalLoss.plain(2, 3);
    }
  }

  @Nested
  class WeightedFocalLaws extends LossContract {
    @Override
    protected Loss loss() {
      return FocalLoss.balanced(1, new int[] {5, 1, 2});
    }
  }

  @Nested
  class FocalWithoutFocusLaws extends LossContract {
    @Override
    protected Loss loss() {
      return FocalLoss.plain(0, 3);
    }
  }

  @Test
  void crossEntropyIsTheMeanLogarithm() {
    double expected = -(Math.log(0.5) + Math.log(0.25)) / 2;
    assertThat(new CrossEntropy().of(HALF, CLASSES)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void focalIsTheFormulaOfThePaperOverTheBatch() {
    double expected = -(0.25 * 3 * Math.log(0.5) + 0.5625 * 2 * Math.log(0.25)) / 2;
    Loss loss = new FocalLoss(2, new double[] {3, 2});
    assertThat(loss.of(HALF, CLASSES)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void withoutFocusAndWeightsItIsCrossEntropy() {
    assertThat(FocalLoss.plain(0, 2).of(HALF, CLASSES))
        .isEqualTo(new CrossEntropy().of(HALF, CLASSES));
  }

  @Test
  void balancedWeightsAreInverseCountsWithMeanOneOverTheExamples() {
    // n = 8, C = 2: weights 8 / (2 * 2) = 2 and 8 / (2 * 6) = 2/3.
    Loss balanced = FocalLoss.balanced(2, new int[] {2, 6});
    Loss same = new FocalLoss(2, new double[] {2, 8.0 / 12});
    assertThat(balanced.of(HALF, CLASSES)).isCloseTo(same.of(HALF, CLASSES), within(1e-12));
  }

  @Test
  void aClassWithoutExamplesCannotBeBalanced() {
    assertThatThrownBy(() -> FocalLoss.balanced(2, new int[] {3, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "balanced weights need a training example of every class, but the counts are [3, 0]");
  }

  @Test
  void anExponentBetweenZeroAndOneIsRefused() {
    assertThatThrownBy(() -> FocalLoss.plain(0.5, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the focal exponent is 0, or 1 or more, but it is 0.5");
  }

  @Test
  void weightsThatAreNotPositiveAreRefused() {
    assertThatThrownBy(() -> new FocalLoss(2, new double[] {1, 0}))
        .hasMessage("class weights are positive numbers, but they are [1.0, 0.0]");
  }

  @Test
  void anotherNumberOfClassesIsRefused() {
    assertThatThrownBy(() -> FocalLoss.plain(2, 3).of(HALF, CLASSES))
        .hasMessage("the loss has weights for 3 classes, but the rows have 2 scores");
  }
}
