package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Ledger;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.SeenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, many threads, lost answers, one budget. */
final class BudgetStormTest {
  private static final int BUDGET = 700;

  @TempDir private Path folder;

  @Test
  void exactlyTheBudgetIsSpentAndNeverMore() throws Exception {
    Path file = folder.resolve("ledger.db");
    Path seen = folder.resolve("seen.txt");
    try (Ledger ledger = Ledger.open(file, LedgerContract.CLOCK)) {
      ledger.enrol(new FakeBlackBox(StormProgram.DIALS).spec());
      ledger.allow(Account.TRAINING, Budget.ofImages(BUDGET));
      List<KillHarness> programs =
          IntStream.of(1, 2).mapToObj(seed -> program(file, seen, seed)).toList();
      List<Process> processes = programs.stream().map(KillHarness::start).toList();
      for (Process process : processes) {
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
          assertNeverAbove(ledger, seen);
        }
        programs.get(0).checkEnd(process);
      }
      Bill bill = ledger.bill();
      assertThat(bill.reservedImages()).isEqualTo(BUDGET);
      assertThat(SeenFile.read(seen)).hasSize(BUDGET);
      assertThat(bill.unknownImages()).isBetween(BUDGET / 10L, BUDGET / 3L);
    }
  }

  /** Both counts only grow, so the one that must be lower is read first. */
  private static void assertNeverAbove(Ledger ledger, Path seen) {
    long sent = SeenFile.read(seen).size();
    long reserved = ledger.bill().reservedImages();
    assertThat(sent).isLessThanOrEqualTo(reserved);
    assertThat(reserved).isLessThanOrEqualTo(BUDGET);
  }

  private KillHarness program(Path file, Path seen, int seed) {
    return new KillHarness(
        StormProgram.class,
        List.of(file.toString(), seen.toString(), String.valueOf(seed)),
        folder.resolve("log.txt"));
  }
}
