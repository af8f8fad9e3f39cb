package io.retask.testkit.method;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.tensor.TensorSource;

/** A box that dies at its first billed image after a number of them; what it answered is stored. */
final class Dying implements MeteredBox {
  private final MeteredBox box;
  private final long last;

  Dying(MeteredBox box, long images) {
    this.box = box;
    this.last = images;
  }

  @Override
  public BlackBoxSpec spec() {
    return box.spec();
  }

  @Override
  public Scores query(Cause cause, TensorSource inputs) {
    for (int row = 0; row < inputs.count(); row++) {
      if (box.bill().reservedImages() >= last) {
        throw new BudgetExhausted("dead");
      }
      box.query(cause, TensorSource.of(inputs.rows(row, row + 1)));
    }
    return box.query(cause, inputs);
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
