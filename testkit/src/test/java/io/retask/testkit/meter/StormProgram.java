package io.retask.testkit.meter;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Sleeper;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.CountingBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.FlakyBlackBox;
import io.retask.testkit.blackbox.SeededDraw;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One process of the storm: many threads that send single images until nothing is left. */
final class StormProgram {
  static final Shape SHAPE = Shape.of(8);
  static final FakeDials DIALS = FakeDials.of(SHAPE, 3).limits(1, 16);
  private static final int THREADS = 16;

  private StormProgram() {}

  /** Arguments: the ledger, the file of the counter, a seed. */
  public static void main(String[] arguments) throws InterruptedException {
    long seed = Long.parseLong(arguments[2]);
    try (Ledger ledger = Ledger.open(Path.of(arguments[0]), LedgerContract.CLOCK);
        BlackBox counted = CountingBox.durable(new FakeBlackBox(DIALS), Path.of(arguments[1]))) {
      BlackBox flaky =
          FlakyBlackBox.seeded(counted, seed, 0.2, FlakyBlackBox.Break.AFTER_SENDING, true);
      Metering metering = new Metering(2, Duration.ofMillis(1), Sleeper.REAL, false);
      try (LedgerBox metered = new LedgerBox(flaky, ledger, metering)) {
        storm(metered, seed);
      }
    }
  }

  private static void storm(LedgerBox metered, long seed) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      long own = seed * 1000 + i;
      threads.add(new Thread(() -> spend(metered, own)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void spend(LedgerBox metered, long seed) {
    long image = 0;
    while (true) {
      try {
        image++;
        metered.query(
            Cause.TRAINING, TensorSource.of(SeededDraw.batch(SHAPE, 1, seed * 100_000 + image)));
      } catch (BudgetExhausted e) {
        return;
      } catch (BlackBoxFailure e) {
        // lost and paid for; the next image is another one
        image++;
      }
    }
  }
}
