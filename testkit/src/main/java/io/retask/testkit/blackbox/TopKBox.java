package io.retask.testkit.blackbox;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;

/** Tells the k best scores of each row and leaves the others NaN; ties go to the lower index. */
public final class TopKBox implements BlackBox {
  private final BlackBox inner;
  private final BlackBoxSpec spec;
  private final int k;

  /** Hides all but the {@code k} best scores of another box. */
  public TopKBox(BlackBox inner, int k) {
    BlackBoxSpec full = inner.spec();
    if (k < 1 || k > full.classes()) {
      throw new IllegalArgumentException("k is %d, not 1 to %d".formatted(k, full.classes()));
    }
    this.inner = inner;
    this.k = k;
    this.spec =
        new BlackBoxSpec(
            full.name(),
            full.fingerprint() + ":top" + k,
            full.input(),
            full.labels(),
            full.scoreKind(),
            Visibility.TOP_K,
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
    float[] told = new float[full.values().length];
    Arrays.fill(told, Float.NaN);
    for (int row = 0; row < full.count(); row++) {
      tell(full, row, told);
    }
    return Scores.wrap(full.count(), full.classes(), full.kind(), told);
  }

  @Override
  public void close() {
    inner.close();
  }

  private void tell(Scores full, int row, float[] told) {
    int begin = row * full.classes();
    for (int place = 0; place < k; place++) {
      int best = -1;
      for (int i = begin; i < begin + full.classes(); i++) {
        boolean open = Float.isNaN(told[i]);
        if (open && (best < 0 || full.values()[i] > full.values()[best])) {
          best = i;
        }
      }
      told[best] = full.values()[best];
    }
  }
}
