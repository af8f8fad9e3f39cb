package io.retask.blackbox.meter;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite says into what the user can do. */
final class LedgerFaults {
  private LedgerFaults() {}

  /**
   * The failure in words.
   *
   * @param outcome what the failure meant for the images, such as "nothing was sent"
   */
  static RetaskException of(SQLException fault, String place, String outcome) {
    SQLiteErrorCode code =
        fault instanceof SQLiteException known
            ? known.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    // an extended code holds its family in the low byte
    return switch (code.code & 0xff) {
      case 11, 26 ->
          new CorruptArtifact(
              "the ledger %s is damaged or is not a ledger (%s); %s; put back a copy of it, or begin a new run"
                  .formatted(place, code, outcome),
              fault);
      case 13 -> unwritable(fault, place, "the disk is full", outcome, "free space");
      case 8 -> unwritable(fault, place, "it is read-only", outcome, "make it writable");
      case 5, 6 -> {
        String held = "another process held it for " + LedgerFile.PATIENCE_MS / 1000 + " s";
        yield unwritable(fault, place, held, outcome, "stop that process");
      }
      default -> {
        String words = String.valueOf(fault.getMessage());
        yield unwritable(fault, place, words, outcome, "check the disk and the folder");
      }
    };
  }

  private static RetaskException unwritable(
      SQLException fault, String place, String reason, String outcome, String remedy) {
    return new RetaskException(
        "the ledger %s cannot be written: %s; %s; %s and `retask resume RUN`"
            .formatted(place, reason, outcome, remedy),
        fault);
  }
}
