package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;

/** How close logits are to those of a reference. */
final class Agreement {
  private final boolean centred;
  private int rows;
  private int sameTop;
  private double total;
  private double largest;
  private double step = 1;

  private Agreement(boolean centred) {
    this.centred = centred;
  }

  /** Compares the numbers as they are. */
  static Agreement exact() {
    return new Agreement(false);
  }

  /** Compares up to a constant, which a softmax forgets. */
  static Agreement centred() {
    return new Agreement(true);
  }

  void add(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double shift = centred ? mean(actual) - mean(expected) : 0;
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double difference = Math.abs(actual[i] - shift - expected[i]);
      sum += difference;
      largest = Math.max(largest, difference);
    }
    total += sum / actual.length;
    sameTop += best(actual) == best(expected) ? 1 : 0;
    rows++;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static int best(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** Tells differences in these units from now on. */
  void in(double unit) {
    step = unit;
  }

  double mean() {
    return total / rows / step;
  }

  int sameTop() {
    return sameTop;
  }

  @Override
  public String toString() {
    return "same top-1 %d of %d, mean difference %.3f, largest %.2f, in units of %.5f"
        .formatted(sameTop, rows, mean(), largest / step, step);
  }
}
