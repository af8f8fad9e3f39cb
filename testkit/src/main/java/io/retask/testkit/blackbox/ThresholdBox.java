package io.retask.testkit.blackbox;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.tensor.TensorBatch;

/** Tells the scores of at least a threshold and leaves the others NaN; of some rows, nothing. */
public final class ThresholdBox implements BlackBox {
  private final BlackBox inner;
  private final BlackBoxSpec spec;
  private final float threshold;

  /** Hides the scores of another box that are below the threshold, in the units of its scores. */
  public ThresholdBox(BlackBox inner, float threshold) {
    BlackBoxSpec full = inner.spec();
    this.inner = inner;
    this.threshold = threshold;
    this.spec =
        new BlackBoxSpec(
            full.name(),
            full.fingerprint() + ":above" + threshold,
            full.input(),
            full.labels(),
            full.scoreKind(),
            Visibility.THRESHOLDED,
            full.maxBatch(),
            full.concurrency(),
            full.deterministic(),
            full.price());
  }

  @Override
  public BlackBoxSpec spec() {
    return spec;
  }

  @Override
  public Scores query(TensorBatch inputs) {
    Scores full = inner.query(inputs);
    float[] told = full.values().clone();
    for (int i = 0; i < told.length; i++) {
      told[i] = told[i] >= threshold ? told[i] : Float.NaN;
    }
    return Scores.wrap(full.count(), full.classes(), full.kind(), told);
  }

  @Override
  public void close() {
    inner.close();
  }
}
