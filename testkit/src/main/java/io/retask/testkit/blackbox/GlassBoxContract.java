package io.retask.testkit.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.GlassBox;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The laws of {@link GlassBox}, one test each, beside those of every box. */
public abstract class GlassBoxContract extends BlackBoxContract {
  private GlassBox glass;

  @Override
  protected abstract GlassBox open();

  /** The largest relative error of the gradient against differences of the answers. */
  protected double gradientTolerance() {
    return 0.01;
  }

  /** The step of the differences, in units of [0,1]. */
  protected double step() {
    return 0.01;
  }

  @BeforeEach
  final void openGlass() {
    glass = open();
  }

  @AfterEach
  final void closeGlass() {
    glass.close();
  }

  private float[] cotangent(int rows, long seed) {
    float[] cotangent = new float[rows * glass.spec().classes()];
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] = (float) (2 * SeededDraw.uniform(seed, i) - 1);
    }
    return cotangent;
  }

  private void assertClose(float[] actual, float[] expected) {
    double scale = 0;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("value %d", i)
          .isCloseTo(expected[i], within(1e-7 + 1e-4 * scale));
    }
  }

  @Test
  void theGradientIsThatOfTheAnswers() {
    TensorBatch inputs = inputs(rows(), 40);
    float[] cotangent = cotangent(rows(), 41);
    double[] exact = new double[24];
    double[] differences = new double[24];
    TensorBatch gradient = glass.gradient(inputs, cotangent);
    for (int probe = 0; probe < exact.length; probe++) {
      TensorBatch above = TensorBatch.allocate(inputs.shape(), inputs.count());
      TensorBatch below = TensorBatch.allocate(inputs.shape(), inputs.count());
      for (int i = 0; i < above.values().length; i++) {
        int sign = SeededDraw.uniform(100 + probe, i) < 0.5 ? -1 : 1;
        above.values()[i] = (float) (inputs.values()[i] + sign * step());
        below.values()[i] = (float) (inputs.values()[i] - sign * step());
        exact[probe] += sign * gradient.values()[i];
      }
      differences[probe] = (loss(above, cotangent) - loss(below, cotangent)) / (2 * step());
    }
    assertThat(relativeError(exact, differences)).isLessThan(gradientTolerance());
  }

  private double loss(TensorBatch inputs, float[] cotangent) {
    float[] scores = glass.query(inputs).values();
    double loss = 0;
    for (int i = 0; i < scores.length; i++) {
      loss += (double) scores[i] * cotangent[i];
    }
    return loss;
  }

  private static double relativeError(double[] actual, double[] expected) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < actual.length; i++) {
      error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      size += expected[i] * expected[i];
    }
    assertThat(size).as("a gradient that is not 0").isPositive();
    return Math.sqrt(error / size);
  }

  @Test
  void aBatchHasTheGradientsOfItsRows() {
    int classes = glass.spec().classes();
    TensorBatch inputs = inputs(rows(), 42);
    float[] cotangent = cotangent(rows(), 43);
    TensorBatch together = glass.gradient(inputs, cotangent);
    assertThat(together.shape()).isEqualTo(inputs.shape());
    assertThat(together.count()).isEqualTo(inputs.count());
    for (int row = 0; row < inputs.count(); row++) {
      float[] own = Arrays.copyOfRange(cotangent, row * classes, (row + 1) * classes);
      assertClose(
          together.rows(row, row + 1).values(),
          glass.gradient(inputs.rows(row, row + 1), own).values());
    }
  }

  @Test
  void theGradientIsLinearInTheCotangent() {
    TensorBatch inputs = inputs(rows(), 44);
    float[] once = cotangent(rows(), 45);
    float[] twice = once.clone();
    for (int i = 0; i < twice.length; i++) {
      twice[i] *= -2;
    }
    float[] expected = glass.gradient(inputs, once).values();
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= -2;
    }
    assertClose(glass.gradient(inputs, twice).values(), expected);
    for (float value : glass.gradient(inputs, new float[once.length]).values()) {
      assertThat(value).isZero();
    }
  }

  @Test
  void neitherArgumentIsChangedOrKept() {
    TensorBatch inputs = inputs(rows(), 46);
    float[] cotangent = cotangent(rows(), 47);
    float[] inputsBefore = inputs.values().clone();
    float[] cotangentBefore = cotangent.clone();
    TensorBatch gradient = glass.gradient(inputs, cotangent);
    float[] before = gradient.values().clone();
    assertThat(inputs.values()).containsExactly(inputsBefore);
    assertThat(cotangent).containsExactly(cotangentBefore);
    Arrays.fill(inputs.values(), 0f);
    Arrays.fill(cotangent, 0f);
    assertThat(gradient.values()).containsExactly(before);
  }

  @Test
  void gradientsOfOtherShapesAreRefused() {
    Shape wrong = Shape.of(glass.spec().input().size() + 1);
    TensorBatch batch = TensorBatch.allocate(wrong, 1);
    float[] fits = cotangent(1, 48);
    assertThatThrownBy(() -> glass.gradient(batch, fits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(wrong.toString())
        .hasMessageContaining(glass.spec().input().toString());
    TensorBatch good = inputs(1, 49);
    float[] longer = new float[fits.length + 1];
    assertThatThrownBy(() -> glass.gradient(good, longer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(fits.length))
        .hasMessageContaining(String.valueOf(longer.length));
  }

  @Test
  void gradientsOfNoRowsOrTooManyAreRefused() {
    for (int count : new int[] {0, glass.spec().maxBatch() + 1}) {
      TensorBatch batch = inputs(count, 52);
      float[] cotangent = cotangent(count, 53);
      assertThatThrownBy(() -> glass.gradient(batch, cotangent))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aGradientAfterCloseIsRefused() {
    TensorBatch batch = inputs(1, 50);
    float[] cotangent = cotangent(1, 51);
    glass.close();
    assertThatThrownBy(() -> glass.gradient(batch, cotangent))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void gradientsAtOnceAreThoseInTurn() throws Exception {
    int threads = Math.min(glass.spec().concurrency(), 8);
    List<float[]> inTurn = new ArrayList<>();
    List<Callable<TensorBatch>> calls = new ArrayList<>();
    for (int i = 0; i < 2 * threads; i++) {
      TensorBatch inputs = inputs(rows(), 60 + i);
      float[] cotangent = cotangent(rows(), 80 + i);
      inTurn.add(glass.gradient(inputs, cotangent).values());
      calls.add(() -> glass.gradient(inputs, cotangent));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<TensorBatch>> answers = pool.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        assertClose(answers.get(i).get().values(), inTurn.get(i));
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
