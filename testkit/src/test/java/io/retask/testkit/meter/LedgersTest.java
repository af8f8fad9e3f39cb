package io.retask.testkit.meter;

import io.retask.blackbox.meter.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every ledger keeps the laws. */
final class LedgersTest {
  @Nested
  final class InFile extends LedgerContract {
    @TempDir private Path folder;

    @Override
    protected Ledger open() {
      return Ledger.open(folder.resolve("ledger.db"), CLOCK);
    }
  }

  @Nested
  final class InMemory extends LedgerContract {
    @Override
    protected Ledger open() {
      return Ledger.inMemory(CLOCK);
    }
  }
}
