package io.retask.testkit.train;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.tensor.TensorSource;

/** An account that claims to have room, but fails after a number of images: a kill in a step. */
final class FailingAfter implements MeteredBox {
  private final PlainMeter meter;

  FailingAfter(PlainMeter meter, long images) {
    this.meter = meter;
    meter.limit(images);
  }

  @Override
  public BlackBoxSpec spec() {
    return meter.spec();
  }

  @Override
  public Scores query(Cause cause, TensorSource inputs) {
    return meter.query(cause, inputs);
  }

  @Override
  public Bill bill() {
    return meter.bill();
  }

  @Override
  public long affordable() {
    return Long.MAX_VALUE;
  }
}
