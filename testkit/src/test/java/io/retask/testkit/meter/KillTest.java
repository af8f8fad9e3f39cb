package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.SeededDraw;
import io.retask.testkit.blackbox.SeenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Death at any moment loses nothing that was settled and hides nothing that was sent. */
final class KillTest {
  private static final int NAME_BYTES = 37;

  @TempDir private Path folder;
  private final List<TensorBatch> rows = new ArrayList<>();
  private String uninterrupted = "";

  @BeforeEach
  void runOnceWithoutDeath() {
    try (Ledger ledger = Ledger.inMemory(LedgerContract.CLOCK);
        LedgerBox metered = new LedgerBox(ChainProgram.box(), ledger, Metering.USUAL)) {
      uninterrupted = ChainProgram.run(metered, this::keepRows);
    }
  }

  @Test
  void threeDeathsAndTheResultIsTheSame() throws Exception {
    assertThat(killAndFinish(3, 1)).isEqualTo(3);
  }

  /** 20 deaths, or as many as {@code -Dretask.kills} says. */
  @Test
  @Tag("slow")
  void manyDeathsAtManyPlaces() throws Exception {
    int wanted = Integer.getInteger("retask.kills", 20);
    int killed = 0;
    for (int run = 0; killed < wanted; run++) {
      killed += killAndFinish(Math.min(5, wanted - killed), 100 + run);
    }
    assertThat(killed).isEqualTo(wanted);
  }

  private int killAndFinish(int kills, long seed) throws Exception {
    Path run = Files.createDirectory(folder.resolve("run-" + seed));
    Path seen = run.resolve("seen.txt");
    KillHarness harness =
        new KillHarness(ChainProgram.class, List.of(run.toString()), run.resolve("log.txt"));
    int killed = 0;
    for (int kill = 0; kill < kills; kill++) {
      Set<String> settled = settled(run);
      int before = SeenFile.read(seen).size();
      int room = ChainProgram.IMAGES - settled.size() - 20 * (kills - kill);
      int more = 1 + SeededDraw.below(Math.max(1, 2 * room / (kills - kill)), seed, kill);
      killed += harness.killWhen(seen, (long) NAME_BYTES * (before + more)) ? 1 : 0;
      check(run, settled, before);
    }
    Set<String> settled = settled(run);
    int before = SeenFile.read(seen).size();
    harness.finish();
    check(run, settled, before);
    assertThat(run.resolve("result.txt")).hasContent(uninterrupted);
    assertThat(settled(run)).hasSize(ChainProgram.IMAGES);
    return killed;
  }

  private void check(Path run, Set<String> settledBefore, int seenBefore) {
    List<String> seen = SeenFile.read(run.resolve("seen.txt"));
    assertThat(seen.subList(seenBefore, seen.size())).noneMatch(settledBefore::contains);
    if (!Files.exists(run.resolve("ledger.db"))) {
      return;
    }
    try (Ledger ledger = Ledger.open(run.resolve("ledger.db"), LedgerContract.CLOCK)) {
      Bill bill = ledger.bill();
      assertThat((long) seen.size()).isLessThanOrEqualTo(bill.reservedImages());
      assertThat(bill.reservedImages()).isLessThanOrEqualTo(ChainProgram.BUDGET);
      assertThat(bill.settledImages()).isEqualTo(settled(run).size());
      assertThat(bill.unknownImages()).isEqualTo(bill.reservedImages() - bill.settledImages());
      Set<String> distinct = new HashSet<>(seen);
      assertThat(seen.size() - distinct.size()).isLessThanOrEqualTo((int) bill.unknownImages());
    }
  }

  /** The names of all rows whose answers are stored. */
  private Set<String> settled(Path run) {
    Set<String> settled = new HashSet<>();
    if (!Files.exists(run.resolve("ledger.db"))) {
      return settled;
    }
    try (Ledger ledger = Ledger.open(run.resolve("ledger.db"), LedgerContract.CLOCK);
        LedgerBox replay = new LedgerBox(ChainProgram.box(), ledger, Metering.REPLAY)) {
      for (TensorBatch row : rows) {
        if (isStored(replay, row)) {
          settled.addAll(SeenFile.names(row));
        }
      }
    }
    return settled;
  }

  private static boolean isStored(LedgerBox replay, TensorBatch row) {
    try {
      return replay.query(Cause.TRAINING, TensorSource.of(row)).count() == 1;
    } catch (BudgetExhausted e) {
      return false;
    }
  }

  private void keepRows(TensorBatch batch) {
    for (int row = 0; row < batch.count(); row++) {
      rows.add(batch.rows(row, row + 1));
    }
  }
}
