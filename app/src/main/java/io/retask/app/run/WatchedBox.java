package io.retask.app.run;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A metered box whose progress people can follow and whose work they can interrupt. */
public final class WatchedBox implements MeteredBox {
  private final MeteredBox box;
  private final Interruption interruption;
  private final Console.Task task;
  private final AtomicLong prepared = new AtomicLong();

  /** Watches a box. */
  public WatchedBox(MeteredBox box, Interruption interruption, Console.Task task) {
    this.box = box;
    this.interruption = interruption;
    this.task = task;
  }

  @Override
  public BlackBoxSpec spec() {
    return box.spec();
  }

  @Override
  public Scores query(Cause cause, TensorSource inputs) {
    interruption.check();
    return box.query(cause, watched(cause, inputs));
  }

  private TensorSource watched(Cause cause, TensorSource inputs) {
    return new TensorSource() {
      @Override
      public Shape shape() {
        return inputs.shape();
      }

      @Override
      public int count() {
        return inputs.count();
      }

      @Override
      public int grain() {
        return inputs.grain();
      }

      @Override
      public TensorBatch rows(int from, int to) {
        interruption.check();
        TensorBatch rows = inputs.rows(from, to);
        task.at(prepared.addAndGet(rows.count()), cause.key());
        return rows;
      }

      @Override
      public void read(int from, TensorBatch into) {
        interruption.check();
        inputs.read(from, into);
        task.at(prepared.addAndGet(into.count()), cause.key());
      }
    };
  }

  @Override
  public TensorBatch gradient(long step, TensorBatch inputs, Function<Scores, float[]> cotangent) {
    interruption.check();
    TensorBatch gradient = box.gradient(step, inputs, cotangent);
    task.at(prepared.addAndGet(inputs.count()), Cause.GRADIENT.key());
    return gradient;
  }

  @Override
  public Bill bill() {
    return box.bill();
  }

  @Override
  public long affordable() {
    return box.affordable();
  }
}
