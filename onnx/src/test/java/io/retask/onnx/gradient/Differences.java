package io.retask.onnx.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.GlassBox;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.Arrays;

/**
 * A gradient beside central differences: of the answers along every coordinate, or of a forward
 * pass in 64 bits along random directions.
 */
final class Differences {
  private static final double STEP = 1e-8;
  private final double[] exact;
  private final double[] measured;

  private Differences(int count) {
    exact = new double[count];
    measured = new double[count];
  }

  static float[] cotangent(GlassBox box, int rows) {
    float[] cotangent = new float[rows * box.spec().classes()];
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] = (float) (2 * SeededDraw.uniform(77, i) - 1);
    }
    return cotangent;
  }

  /** Every coordinate of every row; the rows move at once, as they do not see one another. */
  static Differences everywhere(GlassBox box, TensorBatch inputs, double step) {
    int classes = box.spec().classes();
    int size = inputs.shape().size();
    float[] cotangent = cotangent(box, inputs.count());
    TensorBatch gradient = box.gradient(inputs, cotangent);
    Differences all = new Differences(inputs.count() * size);
    for (int i = 0; i < size; i++) {
      float[] above = box.query(moved(inputs, i, step)).values();
      float[] below = box.query(moved(inputs, i, -step)).values();
      for (int row = 0; row < inputs.count(); row++) {
        double rise = 0;
        for (int k = row * classes; k < (row + 1) * classes; k++) {
          rise += cotangent[k] * ((double) above[k] - below[k]);
        }
        all.exact[row * size + i] = gradient.values()[row * size + i];
        all.measured[row * size + i] = rise / (2 * step);
      }
    }
    return all;
  }

  private static TensorBatch moved(TensorBatch inputs, int coordinate, double step) {
    TensorBatch moved = inputs.rows(0, inputs.count());
    for (int row = 0; row < inputs.count(); row++) {
      moved.values()[inputs.offset(row) + coordinate] += (float) step;
    }
    return moved;
  }

  /**
   * Holds a gradient of one row against differences in 64 bits along random directions: cosine at
   * least 0.999. The scores in 64 bits must be the box's own first.
   *
   * @param limit of the relative error; 2 % are asked
   */
  static Differences check(
      GlassBox box, DoubleNetwork network, TensorBatch row, int directions, double limit) {
    double[] scores = new double[row.values().length];
    Arrays.setAll(scores, i -> row.values()[i]);
    scores = network.scores(scores);
    float[] answers = box.query(row).values();
    double largest = Arrays.stream(scores).map(Math::abs).max().orElseThrow();
    for (int k = 0; k < answers.length; k++) {
      assertThat(scores[k]).as("score " + k).isCloseTo(answers[k], within(1e-4 * largest));
    }
    Differences found = along(box, network, row, cotangent(box, 1), directions);
    assertThat(found.relativeError()).as(found.toString()).isLessThan(limit);
    assertThat(found.cosine()).as(found.toString()).isGreaterThan(0.999);
    return found;
  }

  /**
   * Directions whose parts are all +1 or -1, one row, beside differences of a forward pass in 64
   * bits: over a step so small that hardly a kink lies within it.
   */
  private static Differences along(
      GlassBox box, DoubleNetwork network, TensorBatch row, float[] cotangent, int directions) {
    float[] gradient = box.gradient(row, cotangent).values();
    Differences all = new Differences(directions);
    for (int j = 0; j < directions; j++) {
      double[] above = new double[gradient.length];
      double[] below = new double[gradient.length];
      for (int i = 0; i < gradient.length; i++) {
        double part = SeededDraw.uniform(1_000 + j, i) < 0.5 ? -1 : 1;
        all.exact[j] += part * gradient[i];
        above[i] = row.values()[i] + part * STEP;
        below[i] = row.values()[i] - part * STEP;
      }
      all.measured[j] = rise(network.scores(below), network.scores(above), cotangent) / (2 * STEP);
    }
    return all;
  }

  private static double rise(double[] below, double[] above, float[] cotangent) {
    double rise = 0;
    for (int k = 0; k < cotangent.length; k++) {
      rise += cotangent[k] * (above[k] - below[k]);
    }
    return rise;
  }

  /** The relative error in the Euclidean norm. */
  double relativeError() {
    double error = 0;
    for (int i = 0; i < exact.length; i++) {
      error += (exact[i] - measured[i]) * (exact[i] - measured[i]);
    }
    return Math.sqrt(error / dot(measured, measured));
  }

  double cosine() {
    return dot(exact, measured) / Math.sqrt(dot(exact, exact) * dot(measured, measured));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public String toString() {
    int shown = Math.min(8, exact.length);
    return "relative error %.3g, cosine %.7f; first of %d: %s against %s"
        .formatted(
            relativeError(),
            cosine(),
            exact.length,
            Arrays.toString(Arrays.copyOf(exact, shown)),
            Arrays.toString(Arrays.copyOf(measured, shown)));
  }
}
