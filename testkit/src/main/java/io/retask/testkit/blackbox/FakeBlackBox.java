package io.retask.testkit.blackbox;

import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.Scores;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * A small network with seeded weights: {@code logits = gain · B tanh(A (x - 1/2))}, smooth in its
 * input, the same on every machine and in every process. Its gradient is exact; {@link #pullback}
 * is that of the logits alone.
 */
public final class FakeBlackBox implements GlassBox {
  private static final int HIDDEN = 12;

  private final FakeDials dials;
  private final BlackBoxSpec spec;
  private final float[] first;
  private final float[] second;
  private volatile boolean closed;

  /** A box that behaves as the dials say. */
  public FakeBlackBox(FakeDials dials) {
    this.dials = dials;
    this.spec = dials.spec();
    int size = dials.input().size();
    this.first = weights(dials.seed(), HIDDEN * size, 4 / Math.sqrt(size));
    this.second = weights(~dials.seed(), dials.classes() * HIDDEN, dials.gain());
  }

  /** A box with the usual dials. */
  public static FakeBlackBox of(Shape input, int classes) {
    return new FakeBlackBox(FakeDials.of(input, classes));
  }

  @Override
  public BlackBoxSpec spec() {
    return spec;
  }

  @Override
  public Scores query(TensorBatch inputs) {
    check(inputs);
    await();
    float[] scores = new float[inputs.count() * dials.classes()];
    for (int row = 0; row < inputs.count(); row++) {
      double[] hidden = hidden(inputs.values(), inputs.offset(row));
      double[] logits = logits(hidden);
      toKind(logits);
      for (int k = 0; k < logits.length; k++) {
        scores[row * logits.length + k] = (float) logits[k];
      }
    }
    return Scores.wrap(inputs.count(), dials.classes(), dials.kind(), scores);
  }

  @Override
  public TensorBatch gradient(TensorBatch inputs, float[] cotangent) {
    check(inputs);
    int classes = dials.classes();
    if (cotangent.length != inputs.count() * classes) {
      throw new IllegalArgumentException(
          "the cotangent has %d numbers, but %d rows of 'fake' have %d scores each"
              .formatted(cotangent.length, inputs.count(), classes));
    }
    await();
    TensorBatch gradient = TensorBatch.allocate(inputs.shape(), inputs.count());
    for (int row = 0; row < inputs.count(); row++) {
      double[] scores = logits(hidden(inputs.values(), inputs.offset(row)));
      toKind(scores);
      float[] upstream = new float[classes];
      for (int k = 0; k < classes; k++) {
        upstream[k] = (float) throughKind(scores, cotangent, row * classes, k);
      }
      float[] back = pullback(inputs.rows(row, row + 1).values(), upstream);
      System.arraycopy(back, 0, gradient.values(), gradient.offset(row), back.length);
    }
    return gradient;
  }

  /** The cotangent of logit k, from those of all the row's scores. */
  private double throughKind(double[] scores, float[] cotangent, int offset, int k) {
    double own = cotangent[offset + k];
    double sum = 0;
    double mean = 0;
    for (int j = 0; j < scores.length; j++) {
      sum += cotangent[offset + j];
      mean += cotangent[offset + j] * scores[j];
    }
    return switch (dials.kind()) {
      case LOGITS -> own;
      case LOG_PROBABILITIES -> own - Math.exp(scores[k]) * sum;
      case PROBABILITIES -> scores[k] * (own - mean);
      case SIGMOID -> own * scores[k] * (1 - scores[k]);
    };
  }

  /**
   * The gradient of {@code sum_k upstream_k · logit_k} with respect to one input.
   *
   * @param input one row, D values
   * @param upstream K values
   * @return D values
   */
  public float[] pullback(float[] input, float[] upstream) {
    double[] hidden = hidden(input, 0);
    float[] gradient = new float[input.length];
    for (int h = 0; h < HIDDEN; h++) {
      double back = 0;
      for (int k = 0; k < dials.classes(); k++) {
        back += upstream[k] * second[k * HIDDEN + h];
      }
      back *= 1 - hidden[h] * hidden[h];
      for (int i = 0; i < input.length; i++) {
        gradient[i] += (float) (back * first[h * input.length + i]);
      }
    }
    return gradient;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void check(TensorBatch inputs) {
    if (closed) {
      throw new IllegalStateException("the box 'fake' is closed; open it again to query it");
    }
    if (!inputs.shape().equals(dials.input())) {
      throw new IllegalArgumentException(
          "the batch is %s but 'fake' takes rows of %s".formatted(inputs, dials.input()));
    }
    if (inputs.count() < 1 || inputs.count() > dials.maxBatch()) {
      throw new IllegalArgumentException(
          "the batch has %d rows but 'fake' takes 1 to %d"
              .formatted(inputs.count(), dials.maxBatch()));
    }
  }

  private void await() {
    if (dials.latency().isZero()) {
      return;
    }
    try {
      dials.sleeper().sleep(dials.latency());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BlackBoxFailure("'fake' was interrupted while it answered", true, e);
    }
  }

  private double[] hidden(float[] values, int offset) {
    int size = dials.input().size();
    double[] hidden = new double[HIDDEN];
    for (int h = 0; h < HIDDEN; h++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += first[h * size + i] * (values[offset + i] - 0.5);
      }
      hidden[h] = Math.tanh(sum);
    }
    return hidden;
  }

  private double[] logits(double[] hidden) {
    double[] logits = new double[dials.classes()];
    for (int k = 0; k < logits.length; k++) {
      for (int h = 0; h < HIDDEN; h++) {
        logits[k] += second[k * HIDDEN + h] * hidden[h];
      }
    }
    return logits;
  }

  private void toKind(double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    for (int k = 0; k < logits.length; k++) {
      logits[k] =
          switch (dials.kind()) {
            case LOGITS -> logits[k];
            case LOG_PROBABILITIES -> logits[k] - Math.log(sum);
            case PROBABILITIES -> Math.exp(logits[k]) / sum;
            case SIGMOID -> 1 / (1 + Math.exp(-logits[k]));
          };
    }
  }

  private static float[] weights(long seed, int count, double scale) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (scale * (2 * SeededDraw.uniform(seed, i) - 1));
    }
    return weights;
  }
}
