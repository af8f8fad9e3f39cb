package io.retask.image.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewProgramTest {
  private static final Shape SHAPE = Shape.of(3, 9, 11);

  static Stream<Program> programs() {
    return Stream.of(
        new Placement(SHAPE),
        new Colour(SHAPE),
        new Contrast(SHAPE),
        new Pattern(SHAPE, 3),
        new ViewProgram(SHAPE, 3));
  }

  static float[] draws(int length, long seed, double low, double high) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return out;
  }

  private static TensorBatch pictures(int count, double low, double high) {
    return TensorBatch.wrap(SHAPE, count, draws(count * SHAPE.size(), 4, low, high));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void zeroIsTheIdentity(Program program) {
    TensorBatch inputs = pictures(2, 0, 1);
    float[] out = program.apply(inputs, new float[program.parameterCount()]).values();
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isCloseTo(inputs.values()[i], within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void outputsStayInRangeAndInputsAsTheyWere(Program program) {
    TensorBatch inputs = pictures(2, 0, 1);
    float[] parameters = draws(program.parameterCount(), 1, -3, 3);
    float[] before = inputs.values().clone();
    float[] given = parameters.clone();
    for (float value : program.apply(inputs, parameters).values()) {
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(inputs.values()).containsExactly(before);
    assertThat(parameters).containsExactly(given);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void hugeParametersStayInRangeAndQuick(Program program) {
    TensorBatch inputs = pictures(1, 0, 1);
    for (double scale : new double[] {50, 1e30}) {
      float[] parameters = draws(program.parameterCount(), 1, -scale, scale);
      for (float value : program.apply(inputs, parameters).values()) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
  }

  @Test
  void aParameterBeyondItsEndHasNoSlope() {
    TensorBatch inputs = pictures(1, 0.2, 0.8);
    TensorBatch gradient = TensorBatch.wrap(SHAPE, 1, draws(SHAPE.size(), 5, -1, 1));
    float[] found = new Placement(SHAPE).pullback(inputs, new float[] {20, 0, 0, 0}, gradient);
    assertThat(found[0]).isZero();
    assertThat(found[3]).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aRowDependsOnItselfAlone(Program program) {
    TensorBatch inputs = pictures(3, 0, 1);
    float[] parameters = draws(program.parameterCount(), 2, -0.5, 0.5);
    TensorBatch all = program.apply(inputs, parameters);
    assertThat(program.apply(inputs.rows(1, 2), parameters).values())
        .containsExactly(all.rows(1, 2).values());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void pullbackAgreesWithFiniteDifferences(Program program) {
    // small changes of mid-range pixels: nothing is clipped, and the slopes are smooth
    TensorBatch inputs = pictures(2, 0.35, 0.65);
    float[] parameters = draws(program.parameterCount(), 3, -0.3, 0.3);
    float[] weights = draws(inputs.values().length, 5, -1, 1);
    TensorBatch gradient = TensorBatch.wrap(SHAPE, 2, weights);
    float[] found = program.pullback(inputs, parameters, gradient);
    for (int i = 0; i < parameters.length; i++) {
      double slope = slope(program, inputs, parameters, weights, i);
      assertThat((double) found[i]).isCloseTo(slope, within(0.01 + 0.02 * Math.abs(slope)));
    }
  }

  @Test
  void pullbackOfAShrinkingPlacementAgreesToo() {
    Placement program = new Placement(SHAPE);
    TensorBatch inputs = pictures(2, 0.2, 0.8);
    float[] weights = draws(inputs.values().length, 5, -1, 1);
    for (float[] parameters :
        new float[][] {{0.43f, 0.11f, 0.61f, -0.17f}, {-2.37f, 0.1f, -2.21f, 0.05f}}) {
      float[] found = program.pullback(inputs, parameters, TensorBatch.wrap(SHAPE, 2, weights));
      for (int i = 0; i < 4; i++) {
        double slope = slope(program, inputs, parameters, weights, i);
        assertThat((double) found[i]).isCloseTo(slope, within(0.02 + 0.02 * Math.abs(slope)));
      }
    }
  }

  private static double slope(
      Program program, TensorBatch inputs, float[] parameters, float[] weights, int index) {
    float step = 1e-3f;
    float[] up = parameters.clone();
    float[] down = parameters.clone();
    up[index] += step;
    down[index] -= step;
    return (dot(program.apply(inputs, up).values(), weights)
            - dot(program.apply(inputs, down).values(), weights))
        / ((double) up[index] - down[index]);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void anotherShapeIsRefused(Program program) {
    assertThatThrownBy(
            () ->
                program.apply(
                    TensorBatch.allocate(Shape.of(3, 9, 10), 1),
                    new float[program.parameterCount()]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the program takes inputs of 3x9x11, but the batch is 1x3x9x10");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void anotherNumberOfParametersIsRefused(Program program) {
    assertThatThrownBy(() -> program.apply(pictures(1, 0, 1), new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the program has %d parameters, but 2 were given".formatted(program.parameterCount()));
  }

  @Test
  void aViewNeedsAPicture() {
    assertThatThrownBy(() -> new ViewProgram(Shape.of(96), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a view changes pictures of 3 x height x width, but the box takes 96");
  }

  @Test
  void aPatternIsNoFinerThanThePicture() {
    assertThatThrownBy(() -> new ViewProgram(SHAPE, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pattern has 1 to 9 cosines a side, but 10 were asked for");
  }

  @Test
  void aNegativeFactorMirrors() {
    TensorBatch input = pictures(1, 0, 1);
    float[] out = new Placement(SHAPE).apply(input, new float[] {-2, 0, 0, 0}).values();
    for (int row = 0; row < 27; row++) {
      for (int x = 0; x < 11; x++) {
        assertThat(out[row * 11 + x]).isCloseTo(input.values()[row * 11 + 10 - x], within(1e-6f));
      }
    }
  }

  @Test
  void shrinkingSurroundsWithGrey() {
    TensorBatch white = TensorBatch.allocate(SHAPE, 1);
    Arrays.fill(white.values(), 1);
    float[] out = new Placement(SHAPE).apply(white, new float[] {1, 0, 1, 0}).values();
    assertThat(out[0]).isEqualTo(0.5f);
    assertThat(out[4 * 11 + 5]).isEqualTo(1);
  }

  @Test
  void aCropEnlargesItsPart() {
    // a horizontal ramp is still a ramp after a crop of its right half, with half the slope
    TensorBatch ramp = TensorBatch.allocate(SHAPE, 1);
    for (int i = 0; i < ramp.values().length; i++) {
      ramp.values()[i] = i % 11 / 20f;
    }
    float[] out = new Placement(SHAPE).apply(ramp, new float[] {-0.5f, 0.3f, 0, 0}).values();
    for (int x = 1; x < 11; x++) {
      assertThat(out[x] - out[x - 1]).isCloseTo(1 / 40f, within(1e-5f));
    }
    assertThat(out[5]).isCloseTo((5 + 0.3f * 5.5f) / 20, within(1e-5f));
  }

  @Test
  void aGainOfMinusTwoInverts() {
    TensorBatch input = pictures(1, 0, 1);
    float[] out = new Contrast(SHAPE).apply(input, new float[] {-2}).values();
    assertThat(out[7]).isCloseTo(1 - input.values()[7], within(1e-6f));
  }

  @Test
  void theColourMatrixMixesChannels() {
    TensorBatch input = pictures(1, 0.4, 0.6);
    float[] w = new float[9];
    w[1] = 0.5f;
    float[] out = new Colour(SHAPE).apply(input, w).values();
    float expected = input.values()[3] + 0.5f * (input.values()[99 + 3] - 0.5f);
    assertThat(out[3]).isCloseTo(expected, within(1e-6f));
    assertThat(out[99 + 3]).isCloseTo(input.values()[99 + 3], within(1e-6f));
  }

  @Test
  void thePatternIsThatOfTheFormula() {
    TensorBatch grey = TensorBatch.allocate(SHAPE, 1);
    Arrays.fill(grey.values(), 0.5f);
    float[] w = new float[28];
    w[9 + 3 + 2] = 0.8f; // channel 1, u = 1, v = 2
    w[27] = 0.4f;
    float[] out = new Pattern(SHAPE, 3).apply(grey, w).values();
    double basis = Math.cos(Math.PI * 9 / 18) * Math.cos(Math.PI * 7 * 2 / 22);
    assertThat((double) out[99 + 4 * 11 + 3])
        .isCloseTo(0.5 + 0.4 * Math.tanh(0.8 * basis), within(1e-6));
    double corner = Math.cos(Math.PI / 18) * Math.cos(Math.PI * 2 / 22);
    assertThat((double) out[99]).isCloseTo(0.5 + 0.4 * Math.tanh(0.8 * corner), within(1e-6));
    assertThat(out[0]).isEqualTo(0.5f);
  }

  @Test
  void theParametersAreThoseOfTheStagesInOrder() {
    assertThat(new ViewProgram(SHAPE, 4).parameterCount()).isEqualTo(4 + 9 + 1 + 49);
    assertThat(new ViewProgram(SHAPE, 4))
        .hasToString("placement then colour then contrast then pattern");
    float[] w = new float[63];
    w[ViewProgram.CONTRAST] = -2;
    TensorBatch input = pictures(1, 0, 1);
    assertThat(new ViewProgram(SHAPE, 4).apply(input, w).values())
        .containsExactly(new Contrast(SHAPE).apply(input, new float[] {-2}).values());
  }
}
