package io.retask.testkit.blackbox;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Tells some scores of another box and leaves the others NaN. */
public final class CensoringBox implements BlackBox {
  private final BlackBox inner;
  private final BlackBoxSpec spec;
  private final UnaryOperator<float[]> told;

  private CensoringBox(
      BlackBox inner, String mark, Visibility visibility, UnaryOperator<float[]> told) {
    BlackBoxSpec full = inner.spec();
    this.inner = inner;
    this.told = told;
    this.spec =
        new BlackBoxSpec(
            full.name(),
            full.fingerprint() + mark,
            full.input(),
            full.labels(),
            full.scoreKind(),
            visibility,
            full.maxBatch(),
            full.concurrency(),
            full.deterministic(),
            full.price());
  }

  /** Tells the {@code k} best scores of each row; ties go to the lower index. */
  public static CensoringBox topK(BlackBox inner, int k) {
    int classes = inner.spec().classes();
    if (k < 1 || k > classes) {
      throw new IllegalArgumentException("k is %d, not 1 to %d".formatted(k, classes));
    }
    return new CensoringBox(inner, ":top" + k, Visibility.TOP_K, row -> best(row, k));
  }

  /** Tells the scores of at least a threshold, in their own units; of some rows, nothing. */
  public static CensoringBox above(BlackBox inner, float threshold) {
    return new CensoringBox(
        inner, ":above" + threshold, Visibility.THRESHOLDED, row -> above(row, threshold));
  }

  @Override
  public BlackBoxSpec spec() {
    return spec;
  }

  @Override
  public Scores query(TensorBatch inputs) {
    Scores full = inner.query(inputs);
    int classes = full.classes();
    float[] all = new float[full.values().length];
    for (int at = 0; at < all.length; at += classes) {
      float[] row = Arrays.copyOfRange(full.values(), at, at + classes);
      System.arraycopy(told.apply(row), 0, all, at, classes);
    }
    return Scores.wrap(full.count(), classes, full.kind(), all);
  }

  @Override
  public void close() {
    inner.close();
  }

  private static float[] best(float[] row, int k) {
    float[] told = new float[row.length];
    Arrays.fill(told, Float.NaN);
    for (int place = 0; place < k; place++) {
      int best = -1;
      for (int i = 0; i < row.length; i++) {
        if (Float.isNaN(told[i]) && (best < 0 || row[i] > row[best])) {
          best = i;
        }
      }
      told[best] = row[best];
    }
    return told;
  }

  private static float[] above(float[] row, float threshold) {
    float[] told = row.clone();
    for (int i = 0; i < told.length; i++) {
      told[i] = told[i] >= threshold ? told[i] : Float.NaN;
    }
    return told;
  }
}
