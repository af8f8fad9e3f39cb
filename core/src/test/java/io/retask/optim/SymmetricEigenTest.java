package io.retask.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SymmetricEigenTest {
  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  /** G·G' of normal draws with {@code rank} columns. */
  private static double[][] random(int n, int rank) {
    double[][] factor = new double[n][];
    for (int i = 0; i < n; i++) {
      factor[i] = Normals.draw(new StepKey(8, n), i, rank);
    }
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = dot(factor[i], factor[j]);
      }
    }
    return matrix;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static Stream<double[][]> matrices() {
    return Stream.of(
        new double[][] {{-3}},
        new double[][] {{2, 1}, {1, 2}},
        new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        new double[][] {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
        new double[][] {{4, 0, 0, 1}, {0, -2, 0, 0}, {0, 0, 4, 0}, {1, 0, 0, 4}},
        new double[][] {{1e8, 1, 0}, {1, 1, 1e-6}, {0, 1e-6, 1e-8}},
        random(40, 40),
        random(41, 3),
        random(120, 200));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void theMatrixTimesAVectorIsItsValueTimesTheVector(double[][] matrix) {
    int n = matrix.length;
    SymmetricEigen eigen = SymmetricEigen.of(copy(matrix));
    double size = Arrays.stream(matrix).mapToDouble(row -> Math.sqrt(dot(row, row))).sum();
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += matrix[i][i];
      double[] vector = eigen.vectors()[i];
      for (int row = 0; row < n; row++) {
        assertThat(dot(matrix[row], vector))
            .isCloseTo(eigen.values()[i] * vector[row], within(1e-14 * size));
        assertThat(dot(eigen.vectors()[row], vector)).isCloseTo(row == i ? 1 : 0, within(1e-12));
      }
    }
    assertThat(Arrays.stream(eigen.values()).sum()).isCloseTo(trace, within(1e-14 * size));
  }

  @Test
  void theValuesOfTheSecondDifferenceAreKnown() {
    int n = 30;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      matrix[i][i] = 2;
      matrix[i][Math.max(i - 1, 0)] -= i > 0 ? 1 : 0;
      matrix[i][Math.min(i + 1, n - 1)] -= i < n - 1 ? 1 : 0;
    }
    double[] values = SymmetricEigen.of(matrix).values();
    Arrays.sort(values);
    for (int k = 1; k <= n; k++) {
      assertThat(values[k - 1]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-13));
    }
  }

  @Test
  void aMatrixOfNoNumbersIsRefusedInsteadOfTurningForEver() {
    double[][] matrix = {{1, Double.NaN}, {Double.NaN, 1}};
    assertThatThrownBy(() -> SymmetricEigen.of(matrix))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the covariance has no eigenvalues within 60 steps");
  }
}
