package io.retask.app.run;

import io.retask.blackbox.meter.Bill;
import io.retask.train.RunListener;
import io.retask.train.StepRecord;

/** Says every so often how a training goes. */
final class StepNotes implements RunListener {
  private static final long PAUSE_NANOS = 10_000_000_000L;
  private final Console console;
  private long said = System.nanoTime();

  StepNotes(Console console) {
    this.console = console;
  }

  @Override
  public void stepped(StepRecord record, Bill bill) {
    long now = System.nanoTime();
    record
        .validation()
        .ifPresent(
            fit ->
                console.say(
                    "after %,d images: validation accuracy %.3f (n = %d), loss %.5f"
                        .formatted(
                            record.billedImages(), fit.accuracy(), fit.count(), fit.loss())));
    if (now - said > PAUSE_NANOS) {
      said = now;
      console.say(
          "step %,d: %,d images billed, loss %.5f"
              .formatted(record.step(), bill.reservedImages(), record.batch().loss()));
    }
  }
}
