package io.retask.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Directions;
import io.retask.optim.StepKey;
import io.retask.program.AdditiveProgram;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.Program;
import io.retask.program.Subspace;
import io.retask.program.Subspace.Kind;
import io.retask.program.SubspaceProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each subspace is; small tanh arguments, so that 0.5·tanh(W) is read back as W. */
class SubspaceProgramTest {
  private static final Shape PLANE = Shape.of(1, 8, 6);

  private static SubspaceProgram added(Shape shape, Kind kind, int size, long seed) {
    return SubspaceProgram.of(new AdditiveProgram(shape), new Subspace(kind, size, seed));
  }

  private static SubspaceProgram framed(int hole, Kind kind, int size) {
    return SubspaceProgram.of(
        new FramedProgram(new FrameGeometry(Shape.of(3, hole, hole), Shape.of(3, 8, 8))),
        new Subspace(kind, size, 1));
  }

  /** W at every value, from what the program adds to grey. */
  private static double[] field(Program program, float[] parameters) {
    TensorBatch grey = TensorBatch.allocate(program.inputShape(), 1);
    Arrays.fill(grey.values(), 0.5f);
    float[] out = program.apply(grey, parameters).values();
    double[] field = new double[out.length];
    for (int i = 0; i < out.length; i++) {
      double tanh = 2 * (out[i] - 0.5);
      field[i] = 0.5 * Math.log((1 + tanh) / (1 - tanh));
    }
    return field;
  }

  private static float[] only(Program program, int index, float value) {
    float[] parameters = new float[program.parameterCount()];
    parameters[index] = value;
    return parameters;
  }

  @Test
  void cosinesAreThoseOfTheFormulaScaledToAMeanSquareOfOne() {
    SubspaceProgram program = added(PLANE, Kind.COSINES, 3, 0);
    assertThat(program.parameterCount()).isEqualTo(9);
    double[] field = field(program, only(program, 3 + 2, 0.2f)); // u = 1, v = 2
    double scale = Math.sqrt(2.0 / 3) * Math.sqrt(2.0 / 3);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 6; x++) {
        double basis =
            Math.cos(Math.PI * (2 * y + 1) / 16) * Math.cos(Math.PI * (2 * x + 1) * 2 / 12);
        assertThat(field[y * 6 + x]).isCloseTo(0.2 * scale * basis, within(2e-6));
      }
    }
  }

  @Test
  void aTileIsOneValue() {
    SubspaceProgram program = added(PLANE, Kind.TILES, 2, 0);
    double[] field = field(program, only(program, 1, 0.3f)); // upper right of 2 x 2
    for (int i = 0; i < field.length; i++) {
      assertThat(field[i]).isCloseTo(i / 6 < 4 && i % 6 >= 3 ? 0.3 : 0, within(1e-6));
    }
  }

  @Test
  void aGridIsEnlargedLinearlyBetweenItsNodes() {
    SubspaceProgram program = added(Shape.of(1, 5), Kind.GRID, 2, 0);
    assertThat(program.parameterCount()).isEqualTo(2);
    double[] field = field(program, only(program, 1, 0.2f));
    double end = field[4];
    for (int i = 0; i < 5; i++) {
      assertThat(field[i]).isCloseTo(end * i / 4, within(1e-6));
    }
    // mean square of (1 - t, t) over t = 0, 1/4, .., 1 is 0.75
    assertThat(end).isCloseTo(0.2 / Math.sqrt(0.75), within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void parametersOfVarianceOneMakeValuesOfMeanSquareOne(Kind kind) {
    SubspaceProgram program = added(Shape.of(3, 16, 16), kind, kind == Kind.RANDOM ? 48 : 4, 3);
    float[] parameters = new float[program.parameterCount()];
    double sum = 0;
    for (int draw = 0; draw < 40; draw++) {
      Directions.gaussian(new StepKey(9, draw), 0, parameters);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] *= 0.1f;
      }
      sum += Arrays.stream(field(program, parameters)).map(w -> w * w).average().orElseThrow();
    }
    // 40 draws of 48 parameters: 1 within 4 standard errors of about 0.035 each
    assertThat(sum / 40 / 0.01).isCloseTo(1, within(0.14));
  }

  @ParameterizedTest
  @CsvSource({"COSINES, 3, 27", "GRID, 3, 24", "TILES, 4, 36", "RANDOM, 10, 10", "TILES, 20, 144"})
  void whatLiesUnderTheHoleIsNoParameter(Kind kind, int size, int expected) {
    // a hole of 4 in a frame of 8: 4 x 4 tiles leave 12 a channel, 8 x 8 leave 48
    assertThat(framed(kind == Kind.GRID ? 6 : 4, kind, size).parameterCount()).isEqualTo(expected);
  }

  @Test
  void randomColumnsAreIndependent() {
    SubspaceProgram program = added(Shape.of(3, 16, 16), Kind.RANDOM, 60, 4);
    double[][] columns = new double[60][];
    for (int column = 0; column < columns.length; column++) {
      columns[column] = field(program, only(program, column, 0.1f));
    }
    // the cosine of two Gaussian columns of 768 is normal with deviation 1/sqrt(768): of 1,770
    // pairs
    // one beyond 5.5 deviations is a false alarm of 7e-5
    for (int one = 0; one < columns.length; one++) {
      for (int other = 0; other < one; other++) {
        assertThat(Math.abs(cosine(columns[one], columns[other]))).isLessThan(5.5 / Math.sqrt(768));
      }
    }
  }

  private static double cosine(double[] one, double[] other) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      first += one[i] * one[i];
      second += other[i] * other[i];
    }
    return product / Math.sqrt(first * second);
  }

  @Test
  void theHoleStaysAsItIs() {
    SubspaceProgram program = framed(4, Kind.COSINES, 3);
    TensorBatch white = TensorBatch.allocate(program.inputShape(), 1);
    Arrays.fill(white.values(), 1);
    float[] parameters = new float[27];
    Arrays.fill(parameters, -0.7f);
    float[] out = program.apply(white, parameters).values();
    assertThat(out[64 + 3 * 8 + 3]).isEqualTo(1);
    assertThat(out[64]).isLessThan(1);
  }

  @Test
  void randomDirectionsDependOnTheirSeedAlone() {
    float[] v = {1, -1, 0.5f};
    Shape shape = Shape.of(40);
    double[] one = field(added(shape, Kind.RANDOM, 3, 5), v);
    assertThat(field(added(shape, Kind.RANDOM, 3, 5), v)).isEqualTo(one);
    assertThat(field(added(shape, Kind.RANDOM, 3, 6), v)).isNotEqualTo(one);
  }

  @Test
  void directionsThatAreTooManyToKeepAreDrawnAgain() {
    // 4,096 columns of 5,000 do not fit into 64 MB; the same columns do where there are fewer rows
    SubspaceProgram redrawn = added(Shape.of(5000), Kind.RANDOM, 4096, 5);
    SubspaceProgram kept = added(Shape.of(100), Kind.RANDOM, 4096, 5);
    float[] v = only(redrawn, 17, 9);
    double[] all = field(redrawn, v);
    assertThat(Arrays.copyOf(all, 100)).isEqualTo(field(kept, v));
  }

  @Test
  void sizesOutOfRangeAndFullHolesAreRefused() {
    assertThatThrownBy(() -> new Subspace(Kind.GRID, 0, 0))
        .hasMessage("a subspace has a size of 1 to 4096, but this one has 0");
    assertThatThrownBy(() -> framed(8, Kind.COSINES, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'framed 3x8x8 in 3x8x8' has no parameters to search a subspace of; make the hole"
                + " smaller");
  }
}
