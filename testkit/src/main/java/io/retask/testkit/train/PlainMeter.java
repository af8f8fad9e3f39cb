package io.retask.testkit.train;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * An account in memory, on one thread: a limit, a count for each cause, and stored answers that are
 * not paid for twice. It sends row by row, so a limit can end a step in its middle.
 */
public final class PlainMeter implements MeteredBox {
  private final BlackBox box;
  private final Map<Cause, Long> byCause = new EnumMap<>(Cause.class);
  private final Map<FloatBuffer, Scores> stored = new HashMap<>();
  private long limit;
  private long reserved;
  private long lost;
  private long cached;

  /** An account that covers {@code limit} images. */
  public PlainMeter(BlackBox box, long limit) {
    this.box = box;
    this.limit = limit;
  }

  /** Changes the limit; what was spent stays spent. */
  public void limit(long images) {
    limit = images;
  }

  /** An attempt that failed: its images are spent, and there is no answer. */
  public void lose(long images) {
    reserved += images;
    lost += images;
  }

  @Override
  public BlackBoxSpec spec() {
    return box.spec();
  }

  @Override
  public Scores query(Cause cause, TensorSource inputs) {
    int classes = spec().classes();
    float[] values = new float[inputs.count() * classes];
    for (int from = 0; from < inputs.count(); from += inputs.grain()) {
      TensorBatch part = inputs.rows(from, Math.min(inputs.count(), from + inputs.grain()));
      for (int i = 0; i < part.count(); i++) {
        float[] row = answer(cause, part.rows(i, i + 1)).values();
        System.arraycopy(row, 0, values, (from + i) * classes, classes);
      }
    }
    return Scores.wrap(inputs.count(), classes, spec().scoreKind(), values);
  }

  private Scores answer(Cause cause, TensorBatch one) {
    FloatBuffer content = FloatBuffer.wrap(Arrays.copyOf(one.values(), one.values().length));
    Scores known = stored.get(content);
    if (known != null) {
      cached++;
      return known;
    }
    if (reserved >= limit) {
      throw new BudgetExhausted("the limit of %d images is reached".formatted(limit));
    }
    reserved++;
    byCause.merge(cause, 1L, Long::sum);
    Scores answer = box.query(one);
    stored.put(content, answer);
    return answer;
  }

  @Override
  public TensorBatch gradient(long step, TensorBatch inputs, Function<Scores, float[]> cotangent) {
    if (!(box instanceof GlassBox glass)) {
      return MeteredBox.super.gradient(step, inputs, cotangent);
    }
    if (reserved + inputs.count() > limit) {
      throw new BudgetExhausted("the limit of %d images is reached".formatted(limit));
    }
    reserved += inputs.count();
    byCause.merge(Cause.GRADIENT, (long) inputs.count(), Long::sum);
    return glass.gradient(inputs, cotangent.apply(glass.query(inputs)));
  }

  @Override
  public Bill bill() {
    Map<Cause, Long> settled = new EnumMap<>(byCause);
    settled.merge(Cause.TRAINING, -lost, Long::sum);
    return new Bill(
        reserved,
        reserved - lost,
        lost,
        cached,
        byCause,
        settled,
        spec().price().of(reserved),
        spec().price().currency());
  }

  @Override
  public long affordable() {
    return limit - reserved;
  }
}
