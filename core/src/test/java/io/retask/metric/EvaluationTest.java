package io.retask.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "owl");

  private static Evaluation evaluation() {
    float[] p = {.6f, .3f, .1f, .2f, .5f, .3f, .7f, .2f, .1f, .4f, .4f, .2f};
    return Evaluation.of(
        CLASSES, Scores.wrap(4, 3, ScoreKind.PROBABILITIES, p), new int[] {0, 1, 1, 0});
  }

  @Test
  void theLowerIndexWinsATie() {
    assertThat(evaluation().confusion().rows())
        .containsExactly(List.of(2, 0, 0), List.of(1, 1, 0), List.of(0, 0, 0));
  }

  @Test
  void figuresFollowTheMatrix() {
    assertThat(evaluation().n()).isEqualTo(4);
    assertThat(evaluation().accuracy()).isEqualTo(0.75);
    assertThat(evaluation().balancedAccuracy()).isEqualTo(0.75);
    assertThat(evaluation().auc()).isEmpty();
    assertThat(evaluation().accuracyCi95()).isEqualTo(Interval.wilson(3, 4));
    assertThat(evaluation().negativeLogLikelihood())
        .isCloseTo(-(Math.log(.6) + Math.log(.5) + Math.log(.2) + Math.log(.4)) / 4, within(1e-7));
  }

  @Test
  void theMapHasTheKeysOfTheJson() {
    assertThat(evaluation().asMap())
        .containsOnlyKeys(
            "n",
            "classes",
            "accuracy",
            "accuracyCi95",
            "balancedAccuracy",
            "auc",
            "negativeLogLikelihood",
            "perClass",
            "confusion")
        .containsEntry("n", 4)
        .containsEntry("classes", CLASSES)
        .containsEntry("auc", null)
        .containsEntry("confusion", evaluation().confusion().rows());
  }

  @Test
  void undefinedFiguresOfAClassAreNull() {
    List<?> perClass = (List<?>) evaluation().asMap().get("perClass");
    assertThat(perClass).hasSize(3);
    assertThat(((Map<?, ?>) perClass.get(2)).get("label")).isEqualTo("owl");
    assertThat(((Map<?, ?>) perClass.get(2)).get("sensitivity")).isNull();
    assertThat(((Map<?, ?>) perClass.get(2)).get("precision")).isNull();
    assertThat(((Map<?, ?>) perClass.get(2)).get("specificity")).isEqualTo(1.0);
    assertThat(((Map<?, ?>) perClass.get(0)).get("support")).isEqualTo(2);
  }

  @Test
  void otherClassesThanScoresAreRefused() {
    Scores two = Scores.wrap(1, 2, ScoreKind.PROBABILITIES, new float[] {1, 0});
    assertThatThrownBy(() -> Evaluation.of(CLASSES, two, new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows of 2 probabilities stand beside 3 classes");
  }
}
