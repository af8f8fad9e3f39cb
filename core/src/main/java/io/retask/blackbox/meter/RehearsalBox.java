package io.retask.blackbox.meter;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;

/**
 * Stands in for a box whose price is asked for: scores of the right kind that depend smoothly on
 * the content and on a seed. They say nothing about the real box.
 */
final class RehearsalBox implements GlassBox {
  private static final int FEATURES = 8;
  private static final int SAMPLES = 512;

  private final BlackBoxSpec spec;
  private final float[] weights;
  private volatile boolean closed;

  RehearsalBox(BlackBoxSpec spec, long seed) {
    this.spec = spec;
    this.weights = new float[spec.classes() * FEATURES];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (8 * uniform(seed * 31 + i) - 4);
    }
  }

  @Override
  public BlackBoxSpec spec() {
    return spec;
  }

  @Override
  public Scores query(TensorBatch inputs) {
    if (closed) {
      throw new IllegalStateException(
          "the rehearsal of '%s' is closed; open it again".formatted(spec.name()));
    }
    if (!inputs.shape().equals(spec.input())) {
      throw new IllegalArgumentException(
          "the batch is %s but '%s' takes rows of %s".formatted(inputs, spec.name(), spec.input()));
    }
    float[] scores = new float[inputs.count() * spec.classes()];
    for (int row = 0; row < inputs.count(); row++) {
      score(features(inputs, row), row * spec.classes(), scores);
    }
    return Scores.wrap(inputs.count(), spec.classes(), spec.scoreKind(), scores);
  }

  /** Made up too, and never 0, so that a program changes from step to step as it would. */
  @Override
  public TensorBatch gradient(TensorBatch inputs, float[] cotangent) {
    TensorBatch gradient = TensorBatch.allocate(inputs.shape(), inputs.count());
    float[] values = gradient.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? 1e-3f : -1e-3f;
    }
    return gradient;
  }

  @Override
  public void close() {
    closed = true;
  }

  private double[] features(TensorBatch inputs, int row) {
    int size = spec.input().size();
    int begin = inputs.offset(row);
    int samples = Math.min(size, SAMPLES);
    double[] features = new double[FEATURES];
    for (int i = 0; i < samples; i++) {
      int place = (int) ((long) i * size / samples);
      features[i % FEATURES] += (inputs.values()[begin + place] - 0.5) * FEATURES / samples;
    }
    return features;
  }

  private void score(double[] features, int begin, float[] scores) {
    double sum = 0;
    for (int k = 0; k < spec.classes(); k++) {
      double logit = 0;
      for (int f = 0; f < FEATURES; f++) {
        logit += weights[k * FEATURES + f] * features[f];
      }
      scores[begin + k] = (float) logit;
      sum += Math.exp(logit);
    }
    for (int i = begin; i < begin + spec.classes(); i++) {
      scores[i] = (float) ofKind(scores[i], sum, spec.scoreKind());
    }
  }

  private static double ofKind(double logit, double sum, ScoreKind kind) {
    return switch (kind) {
      case LOGITS -> logit;
      case LOG_PROBABILITIES -> logit - Math.log(sum);
      case PROBABILITIES -> Math.exp(logit) / sum;
      case SIGMOID -> 1 / (1 + Math.exp(-logit));
    };
  }

  /** SplitMix64 (Steele, Lea and Flood, 2014), as a number in [0,1). */
  private static double uniform(long index) {
    long z = index * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
  }
}
