package io.retask.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.DifferentiableMapping;
import io.retask.mapping.ManyToOneMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyToOneMappingTest extends DifferentiableMappingContract {
  private static final int[][] SETS = {{5, 0}, {1, 3}, {6, 2}};

  @Override
  protected DifferentiableMapping mapping() {
    return new ManyToOneMapping(8, SETS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void aSourceLabelMovesOnlyTheClassThatOwnsIt(int source) {
    float[] oneHot = new float[8];
    oneHot[source] = 1;
    float[] mapped = mapping().apply(Scores.wrap(1, 8, ScoreKind.PROBABILITIES, oneHot)).values();
    for (int target = 0; target < 3; target++) {
      boolean owns = SETS[target][0] == source || SETS[target][1] == source;
      assertThat(mapped[target]).isEqualTo(owns ? 0.5f : 0f);
    }
  }

  @Test
  void logitsAreTurnedIntoProbabilitiesFirst() {
    float[] logits = {0, 0, 0, 0, 0, 0, 0, 0};
    float[] mapped = mapping().apply(Scores.wrap(1, 8, ScoreKind.LOGITS, logits)).values();
    assertThat(mapped).containsExactly(0.125f, 0.125f, 0.125f);
  }

  @Test
  void anUntoldScoreCountsWithItsBoundNotWithZero() {
    float n = Float.NaN;
    Scores told =
        Scores.wrap(1, 8, ScoreKind.PROBABILITIES, new float[] {0.7f, 0.2f, n, n, n, n, n, n});
    float[] mapped = mapping().apply(told).values();
    double bound = 0.1 / 6;
    assertThat((double) mapped[0]).isCloseTo((0.7 + bound) / 2, within(1e-6));
    assertThat((double) mapped[2]).isCloseTo(bound, within(1e-6));
  }

  @Test
  void theGradientIsSharedAmongTheLabelsOfAClass() {
    Scores answers = answers().rows(0, 1);
    float[] back = new ManyToOneMapping(8, SETS).pullback(answers, new float[] {2, 4, 6});
    assertThat(back).containsExactly(1, 2, 3, 2, 0, 1, 3, 0);
  }

  @Test
  void aLabelForTwoClassesIsRefused() {
    assertThatThrownBy(() -> new ManyToOneMapping(8, new int[][] {{1, 2}, {2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source label 2 serves class 1 and another one; give it to one class only");
  }

  @Test
  void aLabelOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new ManyToOneMapping(8, new int[][] {{1, 8}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class 0 asks for source label 8, but the box has labels 0 to 7");
  }

  @Test
  void aClassWithoutALabelIsRefused() {
    assertThatThrownBy(() -> new ManyToOneMapping(8, new int[][] {{1}, {}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class 1 has no source label");
  }

  @Test
  void theSetsComeBackAsTheyWereGiven() {
    ManyToOneMapping mapping = new ManyToOneMapping(8, SETS);
    mapping.sets()[0][0] = 4;
    assertThat(mapping.sets()).isDeepEqualTo(SETS);
    assertThat(new ManyToOneMapping(8, mapping.sets()).apply(answers()).values())
        .isEqualTo(mapping.apply(answers()).values());
  }
}
