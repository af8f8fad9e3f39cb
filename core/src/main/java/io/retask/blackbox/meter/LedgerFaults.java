package io.retask.blackbox.meter;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite says into what the user can do. */
final class LedgerFaults {
  /** What to do once the cause is gone; the ledger cannot know which command it serves. */
  static final String AGAIN = "give the same command again (a training: `retask resume RUN`)";

  private static final int CORRUPT = 11;
  private static final int NO_DATABASE = 26;

  private LedgerFaults() {}

  /**
   * A failure to write in words.
   *
   * @param outcome what the failure meant for the images, such as "nothing was sent"
   */
  static RetaskException writing(SQLException fault, String place, String outcome) {
    return of(fault, place, "written", outcome);
  }

  /** A failure to read in words, which may come in the middle of a query. */
  static RetaskException reading(SQLException fault, String place) {
    boolean damaged = family(fault) == CORRUPT || family(fault) == NO_DATABASE;
    String outcome = damaged ? "nothing more was read" : "what was settled is stored";
    return of(fault, place, "read", outcome);
  }

  private static RetaskException of(SQLException fault, String place, String use, String outcome) {
    return switch (family(fault)) {
      case CORRUPT, NO_DATABASE ->
          new CorruptArtifact(
              "the ledger %s is damaged or is not a ledger (%s); %s; put back a copy of it, or begin a new run"
                  .formatted(place, code(fault), outcome),
              fault);
      case 13 -> unusable(fault, place, use, "the disk is full; " + outcome, "free space");
      case 8 -> unusable(fault, place, use, "it is read-only; " + outcome, "make it writable");
      case 5, 6 -> {
        String held = "another process held it for " + LedgerFile.PATIENCE_MS / 1000 + " s; ";
        yield unusable(fault, place, use, held + outcome, "stop that process");
      }
      default -> {
        String words = fault.getMessage() + "; " + outcome;
        yield unusable(fault, place, use, words, "check the disk and the folder");
      }
    };
  }

  private static SQLiteErrorCode code(SQLException fault) {
    return fault instanceof SQLiteException known
        ? known.getResultCode()
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  /** An extended code holds its family in the low byte. */
  private static int family(SQLException fault) {
    return code(fault).code & 0xff;
  }

  private static RetaskException unusable(
      SQLException fault, String place, String use, String words, String remedy) {
    return new RetaskException(
        "the ledger %s cannot be %s: %s; %s, then %s".formatted(place, use, words, remedy, AGAIN),
        fault);
  }
}
