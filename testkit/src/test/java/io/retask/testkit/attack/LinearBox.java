package io.retask.testkit.attack;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.List;

/**
 * Two labels: logit 1 is w · x less a threshold, logit 0 is 0. What can be reached is arithmetic.
 */
final class LinearBox implements GlassBox {
  static final Shape SHAPE = Shape.of(3, 5, 4);

  private final float[] weights = new float[SHAPE.size()];
  private final double threshold;

  LinearBox(double threshold) {
    this.threshold = threshold;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (SeededDraw.uniform(11, i) - 0.5);
    }
  }

  float[] weights() {
    return weights.clone();
  }

  /** w · x. */
  double product(float[] input) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (double) weights[i] * input[i];
    }
    return sum;
  }

  @Override
  public BlackBoxSpec spec() {
    return new BlackBoxSpec(
        "linear",
        "linear:" + threshold,
        SHAPE,
        List.of("no", "yes"),
        ScoreKind.LOGITS,
        Visibility.FULL,
        8,
        1,
        true,
        Price.FREE);
  }

  @Override
  public Scores query(TensorBatch inputs) {
    float[] scores = new float[2 * inputs.count()];
    for (int row = 0; row < inputs.count(); row++) {
      scores[2 * row + 1] = (float) (product(inputs.rows(row, row + 1).values()) - threshold);
    }
    return Scores.wrap(inputs.count(), 2, ScoreKind.LOGITS, scores);
  }

  @Override
  public TensorBatch gradient(TensorBatch inputs, float[] cotangent) {
    TensorBatch gradient = TensorBatch.allocate(SHAPE, inputs.count());
    for (int i = 0; i < gradient.values().length; i++) {
      gradient.values()[i] = cotangent[2 * (i / weights.length) + 1] * weights[i % weights.length];
    }
    return gradient;
  }

  @Override
  public void close() {
    // nothing is held
  }
}
