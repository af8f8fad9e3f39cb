package io.retask.app.cli;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.Price;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which rows have their answer in a ledger, found by asking for them without a box. */
final class StoredAnswers {
  private StoredAnswers() {}

  /**
   * The names of those that have one.
   *
   * @param price of the box that the ledger knows
   */
  static Set<String> among(List<String> names, Path file, Price price) {
    Set<String> stored = new LinkedHashSet<>();
    try (BlackBox box = new FakeBlackBox(FakeDials.of(FakeBoxProvider.INPUT, 8).price(price));
        Ledger ledger = Ledger.existing(file, InstantSource.system());
        LedgerBox replay = new LedgerBox(box, ledger, Metering.REPLAY)) {
      for (String name : new LinkedHashSet<>(names)) {
        TensorBatch row =
            Objects.requireNonNull(FakeBoxProvider.rows().get(name), "a row never seen before");
        if (isStored(replay, row)) {
          stored.add(name);
        }
      }
    }
    return stored;
  }

  private static boolean isStored(LedgerBox replay, TensorBatch row) {
    try {
      return replay.query(Cause.TRAINING, TensorSource.of(row)).count() == 1;
    } catch (BudgetExhausted missing) {
      return false;
    }
  }
}
