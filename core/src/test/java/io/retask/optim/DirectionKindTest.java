package io.retask.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionKindTest {
  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "40,40", "60,192", "5,20000"})
  void orthonormalDirectionsHaveLengthOneAndRightAngles(int q, int d) {
    DrawnDirections drawn = DirectionKind.ORTHONORMAL.draw(new StepKey(3, 1), q, d);
    float[] a = new float[d];
    float[] b = new float[d];
    for (int i = 0; i < q; i++) {
      drawn.fill(i, a);
      for (int j = 0; j <= i; j++) {
        drawn.fill(j, b);
        assertThat(product(a, b)).isCloseTo(i == j ? 1 : 0, within(1e-6));
      }
    }
  }

  @Test
  void theFirstOrthonormalDirectionIsThatOfTheSphere() {
    float[] first = new float[9];
    float[] unit = new float[9];
    DirectionKind.ORTHONORMAL.draw(new StepKey(3, 1), 4, 9).fill(0, first);
    Directions.unit(new StepKey(3, 1), 0, unit);
    for (int i = 0; i < 9; i++) {
      assertThat(first[i]).isCloseTo(unit[i], within(1e-6f));
    }
  }

  @Test
  void orthonormalDirectionsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> DirectionKind.ORTHONORMAL.check(25, 20_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "orthonormal directions are kept in memory, 25 of 20001 values; at most 20000"
                + " parameters are allowed: use directions on the sphere");
    assertThatThrownBy(() -> DirectionKind.ORTHONORMAL.check(8, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no 8 orthonormal directions of 7 parameters; use 7 or fewer");
    assertThatCode(() -> DirectionKind.ORTHONORMAL.check(20_000, 20_000))
        .doesNotThrowAnyException();
    assertThatCode(() -> DirectionKind.SPHERE.check(8, 7)).doesNotThrowAnyException();
  }
}
