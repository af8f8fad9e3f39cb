package io.retask.testkit.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.loss.Loss;
import io.retask.testkit.blackbox.SeededDraw;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The laws of {@link Loss}, for three classes; a new loss is tested by a subclass. */
public abstract class LossContract {
  private static final int[] CLASSES = {0, 2, 1, 2};

  /** The loss under test, for three classes. */
  protected abstract Loss loss();

  private static Scores scores(float... values) {
    return Scores.wrap(values.length / 3, 3, ScoreKind.SIGMOID, values);
  }

  private static float[] drawn() {
    float[] values = new float[12];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.05 + 0.9 * SeededDraw.uniform(31, i));
    }
    return values;
  }

  @Test
  final void neverBelowZero() {
    assertThat(loss().of(scores(drawn()), CLASSES)).isGreaterThan(0);
    assertThat(loss().of(scores(1, 0, 0), new int[] {0})).isGreaterThanOrEqualTo(0);
    assertThat(loss().of(scores(1.0000001f, 0, 0), new int[] {0})).isGreaterThanOrEqualTo(0);
  }

  @Test
  final void fallsAsTheTrueClassRises() {
    double before = Double.POSITIVE_INFINITY;
    for (float h = 0.01f; h <= 0.99f; h += 0.02f) {
      double now = loss().of(scores(h, 0.5f, 0.5f), new int[] {0});
      assertThat(now).isLessThan(before);
      before = now;
    }
  }

  @Test
  final void finiteAtZeroAndOne() {
    for (int label = 0; label < 3; label++) {
      Scores edge = scores(0, 1, 0);
      assertThat(loss().of(edge, new int[] {label})).isFinite();
      for (float slope : loss().gradient(edge, new int[] {label})) {
        assertThat(slope).isFinite();
      }
    }
  }

  @Test
  final void theGradientAgreesWithFiniteDifferences() {
    float[] at = drawn();
    float[] gradient = loss().gradient(scores(at), CLASSES);
    for (int i = 0; i < at.length; i++) {
      float[] above = at.clone();
      float[] below = at.clone();
      above[i] += 1f / 1024;
      below[i] -= 1f / 1024;
      double rise = loss().of(scores(above), CLASSES) - loss().of(scores(below), CLASSES);
      double slope = rise / ((double) above[i] - below[i]);
      double allowed = 1e-3 + 1e-3 * Math.abs(slope);
      assertThat((double) gradient[i]).isCloseTo(slope, Offset.offset(allowed));
    }
  }

  @Test
  final void aBatchIsTheMeanOfItsRows() {
    double sum = 0;
    for (int row = 0; row < CLASSES.length; row++) {
      sum += loss().of(scores(drawn()).rows(row, row + 1), new int[] {CLASSES[row]});
    }
    assertThat(loss().of(scores(drawn()), CLASSES)).isCloseTo(sum / 4, Offset.offset(1e-12));
  }

  @Test
  final void scoresStayAsTheyWere() {
    float[] values = drawn();
    loss().of(scores(values), CLASSES);
    loss().gradient(scores(values), CLASSES);
    assertThat(values).isEqualTo(drawn());
  }

  @Test
  final void aScoreThatIsNoNumberIsNotHidden() {
    assertThat(loss().of(scores(Float.NaN, 0, 0), new int[] {0})).isNaN();
  }

  @Test
  final void rowsWithoutAClassAreRefused() {
    assertThatThrownBy(() -> loss().of(scores(drawn()), new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a mini-batch has 1 row or more and a class for each, but there are 4 rows and 1 classes");
  }

  @Test
  final void aClassThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> loss().of(scores(drawn()), new int[] {0, 3, 1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 1 is of class 3, but the classes are 0 to 2");
  }
}
