package io.retask.onnx.gradient;

import io.retask.blackbox.GlassBox;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.Arrays;

/**
 * A gradient beside central differences of the answers, summed in 64 bits: along every coordinate,
 * or along random directions.
 */
final class Differences {
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

  /** Directions whose parts are all +1 or -1, one row; a difference is the mean over the steps. */
  static Differences along(
      GlassBox box, TensorBatch row, float[] cotangent, int directions, double... steps) {
    TensorBatch gradient = box.gradient(row, cotangent);
    Differences all = new Differences(directions);
    for (int j = 0; j < directions; j++) {
      for (double step : steps) {
        all.ask(box, row, gradient, cotangent, j, step);
      }
      all.exact[j] /= steps.length;
      all.measured[j] /= steps.length;
    }
    return all;
  }

  private void ask(
      GlassBox box, TensorBatch row, TensorBatch gradient, float[] cotangent, int j, double step) {
    TensorBatch pair = TensorBatch.allocate(row.shape(), 2);
    int size = row.shape().size();
    for (int i = 0; i < size; i++) {
      double sign = SeededDraw.uniform(1_000 + j, i) < 0.5 ? -1 : 1;
      pair.values()[i] = (float) (row.values()[i] + sign * step);
      pair.values()[size + i] = (float) (row.values()[i] - sign * step);
      // the step that 32 bits left of it
      double taken = ((double) pair.values()[i] - pair.values()[size + i]) / (2 * step);
      exact[j] += taken * gradient.values()[i];
    }
    float[] answers = box.query(pair).values();
    double rise = 0;
    for (int k = 0; k < cotangent.length; k++) {
      rise += cotangent[k] * ((double) answers[k] - answers[cotangent.length + k]);
    }
    measured[j] += rise / (2 * step);
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
