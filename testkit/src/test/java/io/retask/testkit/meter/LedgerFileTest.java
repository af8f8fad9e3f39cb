package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.ContentKey;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Reservation;
import io.retask.blackbox.meter.RunLock;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerFileTest {
  private static final Shape SHAPE = Shape.of(8);
  private static final FakeBlackBox BOX = FakeBlackBox.of(SHAPE, 3);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ledger.db");
  }

  @Test
  void everythingIsThereAfterOpeningAgain() {
    Budget budget = new Budget(OptionalLong.of(50), Optional.of(new BigDecimal("7.50")));
    try (Ledger ledger = open()) {
      ledger.allow(Account.TRAINING, budget);
      ask(ledger, 30, 1);
      ledger.reserve(ledger.enrol(BOX.spec()), Cause.TRAINING, 4);
    }
    try (Ledger ledger = Ledger.existing(file, LedgerContract.CLOCK)) {
      assertThat(ledger.allowance(Account.TRAINING)).isEqualTo(budget);
      assertThat(ledger.bill().settledImages()).isEqualTo(30);
      assertThat(ledger.bill().unknownImages()).isEqualTo(4);
      ask(ledger, 30, 1);
      assertThat(ledger.bill().reservedImages()).isEqualTo(34);
      assertThat(ledger.bill().cachedImages()).isEqualTo(30);
    }
  }

  @Test
  void twoOpenLedgersOnOneFileShareAnswersAndBudget() {
    try (Ledger one = open();
        Ledger two = open()) {
      one.allow(Account.TRAINING, Budget.ofImages(10));
      ask(one, 6, 1);
      ask(two, 6, 1);
      assertThat(two.bill().cachedImages()).isEqualTo(6);
      assertThat(two.affordable(two.enrol(BOX.spec()), Account.TRAINING)).isEqualTo(4);
    }
  }

  /**
   * By a second of waiting at most, though a moment is meant: what nobody asks for is stored too.
   */
  @Test
  void whatIsSettledIsSoonThereForOthersWithoutAFlush() throws InterruptedException {
    try (Ledger one = open();
        Ledger two = open()) {
      for (int answer = 0; answer < 90; answer++) {
        ContentKey key = new ContentKey(answer, 7);
        Reservation reservation = one.reserve(one.enrol(BOX.spec()), Cause.TRAINING, 1);
        one.settle(
            reservation,
            List.of(key),
            Scores.wrap(1, 3, BOX.spec().scoreKind(), new float[] {0.2f, 0.3f, 0.5f}));
        if (answer % 30 == 0) {
          awaitStored(two, key);
        }
      }
    }
  }

  private static void awaitStored(Ledger ledger, ContentKey key) throws InterruptedException {
    int box = ledger.enrol(BOX.spec());
    for (int i = 0; i < 100 && ledger.stored(box, List.of(key)).get(0).length == 0; i++) {
      Thread.sleep(10);
    }
    assertThat(ledger.stored(box, List.of(key)).get(0)).hasSize(3);
  }

  @Test
  void missingLedgerIsNotCreatedToBeShown() {
    assertThatThrownBy(() -> Ledger.existing(file, LedgerContract.CLOCK))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "there is no ledger at %s; `retask train` writes one: name the folder of a run", file);
    assertThat(file).doesNotExist();
  }

  @Test
  void folderThatIsAFileIsRefused() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "text");
    Path below = plain.resolve("ledger.db");
    assertThatThrownBy(() -> Ledger.open(below, LedgerContract.CLOCK))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the ledger %s cannot be opened: %s is not a folder; name the folder of a run",
            below, plain);
  }

  @Test
  void otherFileIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(file, "a shopping list, and nothing more");
    assertForeign();
    assertThat(file).hasContent("a shopping list, and nothing more");
  }

  @Test
  void databaseOfOtherSoftwareIsRefused() throws Exception {
    sql("CREATE TABLE recipes (name TEXT)");
    assertForeign();
  }

  @Test
  void laterVersionIsRefused() throws Exception {
    open().close();
    sql("PRAGMA user_version = 9");
    assertThatThrownBy(this::open)
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage(
            "the ledger %s has format version 9, but this software reads up to 1; use the version that wrote it, or a later one",
            file);
  }

  @Test
  void emptyFileOfAnEarlyDeathIsFilled() throws Exception {
    Files.createFile(file);
    try (Ledger ledger = open()) {
      ask(ledger, 3, 1);
      assertThat(ledger.bill().settledImages()).isEqualTo(3);
    }
  }

  @Test
  void damagedFileIsNamed() throws Exception {
    try (Ledger ledger = open()) {
      ask(ledger, 200, 1);
    }
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(200);
      raw.write(new byte[(int) raw.length() - 200]);
    }
    assertThatThrownBy(
            () -> {
              try (Ledger ledger = open()) {
                ask(ledger, 200, 1);
              }
            })
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageStartingWith("the ledger " + file + " is damaged or is not a ledger (")
        .hasMessageEndingWith("put back a copy of it, or begin a new run");
  }

  @Test
  void closedLedgerRefuses() {
    Ledger ledger = open();
    int box = ledger.enrol(BOX.spec());
    ledger.close();
    assertThatThrownBy(() -> ledger.reserve(box, Cause.PROBE, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the ledger %s is closed; open it again", file);
  }

  @Test
  void fullDiskSendsNothing() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", small.toString()),
        "needs the right to mount");
    try {
      Path full = small.resolve("ledger.db");
      Ledger ledger = Ledger.open(full, LedgerContract.CLOCK);
      int box = ledger.enrol(BOX.spec());
      assertThatThrownBy(() -> reserveForEver(ledger, box))
          .isInstanceOf(RetaskException.class)
          .hasMessage(
              "the ledger %s cannot be written: the disk is full; nothing was sent; free space, then give the same command again (a training: `retask resume RUN`)",
              full);
      long reserved = ledger.bill().reservedImages();
      assertThat(reserved).isPositive();
      ledger.close();
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  private static void reserveForEver(Ledger ledger, int box) {
    for (int i = 0; i < 100_000; i++) {
      ledger.reserve(box, Cause.TRAINING, 1);
    }
  }

  @Test
  void secondRunOnAFolderIsRefusedUntilTheFirstEnds() {
    RunLock first = RunLock.take(folder);
    assertThatThrownBy(() -> RunLock.take(folder))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "another run is at work in %s; wait for it or stop it, or name another folder with --out",
            folder);
    first.close();
    RunLock.take(folder).close();
  }

  @Test
  void lockOfAMissingFolderIsRefused() {
    assertThatThrownBy(() -> RunLock.take(folder.resolve("none")))
        .isInstanceOf(RetaskException.class)
        .hasMessageEndingWith("check that it exists and is writable");
  }

  private Ledger open() {
    return Ledger.open(file, LedgerContract.CLOCK);
  }

  private static void ask(Ledger ledger, int rows, long seed) {
    try (LedgerBox metered = new LedgerBox(BOX, ledger, Metering.USUAL)) {
      metered.query(Cause.TRAINING, TensorSource.of(SeededDraw.batch(SHAPE, rows, seed)));
    }
  }

  private void assertForeign() {
    assertThatThrownBy(this::open)
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage(
            "%s is not a ledger of this software; move it away, or name the folder of another run",
            file);
  }

  private void sql(String command) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static boolean run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
