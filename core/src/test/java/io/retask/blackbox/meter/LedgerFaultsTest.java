package io.retask.blackbox.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class LedgerFaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SQLITE_FULL|the disk is full|free space",
        "SQLITE_READONLY|it is read-only|make it writable",
        "SQLITE_READONLY_DBMOVED|it is read-only|make it writable",
        "SQLITE_BUSY|another process held it for 60 s|stop that process",
        "SQLITE_IOERR_FSYNC|text of SQLite|check the disk and the folder"
      })
  void faultSaysWhatToDo(SQLiteErrorCode code, String reason, String remedy) {
    SQLException fault = new SQLiteException("text of SQLite", code);
    assertThat(LedgerFaults.writing(fault, "run/ledger.db", "nothing was sent"))
        .isExactlyInstanceOf(RetaskException.class)
        .hasCause(fault)
        .hasMessage(
            "the ledger run/ledger.db cannot be written: %s; nothing was sent; %s, then give the same command again (a training: `retask resume RUN`)",
            reason, remedy);
    assertThat(LedgerFaults.reading(fault, "run/ledger.db"))
        .isExactlyInstanceOf(RetaskException.class)
        .hasCause(fault)
        .hasMessage(
            "the ledger run/ledger.db cannot be read: %s; what was settled is stored; %s, then give the same command again (a training: `retask resume RUN`)",
            reason, remedy);
  }

  @Test
  void damageIsACorruptArtifact() {
    SQLException fault = new SQLiteException("text", SQLiteErrorCode.SQLITE_CORRUPT);
    assertThat(LedgerFaults.writing(fault, "run/ledger.db", "nothing was sent"))
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage(
            "the ledger run/ledger.db is damaged or is not a ledger (%s); nothing was sent; put back a copy of it, or begin a new run",
            SQLiteErrorCode.SQLITE_CORRUPT);
    assertThat(LedgerFaults.reading(fault, "run/ledger.db"))
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageContaining("; nothing more was read; put back a copy of it");
  }

  /** The driver closes a statement that failed; whoever runs it again must not be told of that. */
  @Test
  void aStatementThatFailedOnceIsPreparedAnew(@TempDir Path folder) {
    try (LedgerFile file = LedgerFile.open(folder.resolve("ledger.db"))) {
      for (int time = 0; time < 3; time++) {
        assertThatThrownBy(() -> file.write("nothing was sent", LedgerFaultsTest::overflow))
            .hasMessageContaining("integer overflow");
        assertThatThrownBy(() -> file.read(LedgerFaultsTest::overflow))
            .hasMessageContaining("cannot be read: ")
            .hasMessageContaining("integer overflow");
        assertThat(file.<Bill>write("nothing was sent", LedgerRows::bill).settledImages()).isZero();
        assertThat(file.<Bill>read(LedgerRows::bill).settledImages()).isZero();
      }
    }
  }

  private static boolean overflow(LedgerRows rows) throws SQLException {
    rows.run("SELECT abs(-9223372036854775807 - 1)");
    return true;
  }
}
