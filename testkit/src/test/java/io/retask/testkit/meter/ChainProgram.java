package io.retask.testkit.meter;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Sleeper;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.CountingBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A program to be killed: each query depends on the answers to the one before, as training does.
 */
final class ChainProgram {
  static final int IMAGES = 12 * 20;
  static final long BUDGET = 2000;
  private static final Shape SHAPE = Shape.of(8);
  private static final FakeDials DIALS =
      FakeDials.of(SHAPE, 3).limits(4, 3).latency(Duration.ofMillis(2), Sleeper.REAL);

  private ChainProgram() {}

  /** Argument: a folder, for the ledger, the file of the counter and the result. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (Ledger ledger = Ledger.open(folder.resolve("ledger.db"), LedgerContract.CLOCK);
        BlackBox counted =
            CountingBox.durable(new FakeBlackBox(DIALS), folder.resolve("seen.txt"))) {
      ledger.allow(Account.TRAINING, Budget.ofImages(BUDGET));
      try (LedgerBox metered = new LedgerBox(counted, ledger, Metering.USUAL)) {
        Files.writeString(folder.resolve("result.txt"), run(metered, batch -> {}));
      }
    }
  }

  static FakeBlackBox box() {
    return new FakeBlackBox(DIALS.latency(Duration.ZERO, Sleeper.REAL));
  }

  /** Shows every batch before it is asked for; returns a digest of all answers. */
  static String run(MeteredBox box, Consumer<TensorBatch> watcher) {
    long digest = 1;
    for (int step = 0; step < IMAGES / 20; step++) {
      TensorBatch batch = SeededDraw.batch(SHAPE, 20, digest);
      watcher.accept(batch);
      Scores scores = box.query(Cause.TRAINING, TensorSource.of(batch));
      digest = 31 * digest + Arrays.hashCode(scores.values());
    }
    return Long.toHexString(digest);
  }
}
