package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.RunLock;
import io.retask.testkit.blackbox.FakeBlackBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On POSIX systems, closing any descriptor of a file lets go of every lock that the process has on
 * it. What one part of a process opens may not unlock what another part holds.
 */
final class NeighboursTest {
  private static final Path LOCKS = Path.of("/proc/locks");

  @TempDir private Path folder;

  @Test
  void aSecondTakerInTheProcessLetsNoOtherProcessIn() throws Exception {
    Path found = folder.resolve("found.txt");
    KillHarness neighbour =
        new KillHarness(
            NeighbourProgram.class,
            List.of(folder.toString(), found.toString()),
            folder.resolve("log.txt"));
    try (RunLock first = RunLock.take(folder)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> RunLock.take(folder.resolve(".")))
          .isInstanceOf(RetaskException.class);
      neighbour.finish();
      assertThat(found).hasContent("held");
    }
    neighbour.finish();
    assertThat(found).hasContent("free");
  }

  @Test
  void aSecondLedgerInTheProcessLeavesTheLockOfTheFirst() throws Exception {
    Path file = folder.resolve("ledger.db");
    try (Ledger ledger = Ledger.open(file, LedgerContract.CLOCK)) {
      ledger.reserve(ledger.enrol(FakeBlackBox.of(StormProgram.SHAPE, 3).spec()), Cause.PROBE, 1);
      Assumptions.assumeTrue(Files.isReadable(LOCKS), "needs a system that lists its locks");
      assertThat(locks(file)).isEqualTo(1);
      Ledger.existing(file, LedgerContract.CLOCK).close();
      assertThat(locks(file)).isEqualTo(1);
    }
  }

  private static long locks(Path file) throws IOException {
    String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
    return Files.readAllLines(LOCKS).stream().filter(line -> line.contains(inode)).count();
  }
}
