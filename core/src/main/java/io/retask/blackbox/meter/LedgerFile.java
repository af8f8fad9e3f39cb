package io.retask.blackbox.meter;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One SQLite file: a connection that writes and one that reads, each under a lock of its own. The
 * lock in front of the writing one matters: SQLite makes rivals sleep, a Java lock wakes them.
 */
final class LedgerFile implements AutoCloseable {
  static final int PATIENCE_MS = 60_000;
  private static final int APPLICATION = 0x52_54_53_4B;
  private static final int PAGE_BYTES = 8192;
  private static final String LOG_PAGES = "4000";
  private static final int VERSION = 1;

  private static final String[] SCHEMA = {
    "CREATE TABLE IF NOT EXISTS boxes (id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE,"
        + " name TEXT NOT NULL, classes INTEGER NOT NULL, per1000 TEXT NOT NULL,"
        + " currency TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS limits (account TEXT PRIMARY KEY, images INTEGER, money TEXT)",
    "CREATE TABLE IF NOT EXISTS attempts (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        + " box INTEGER NOT NULL, cause TEXT NOT NULL, images INTEGER NOT NULL,"
        + " state TEXT NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS totals (box INTEGER, cause TEXT, reserved INTEGER NOT NULL,"
        + " settled INTEGER NOT NULL, cached INTEGER NOT NULL,"
        + " PRIMARY KEY (box, cause)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS answers (box INTEGER NOT NULL, high INTEGER NOT NULL,"
        + " low INTEGER NOT NULL, attempt INTEGER NOT NULL, scores BLOB NOT NULL,"
        + " UNIQUE (box, high, low))",
    "PRAGMA application_id = " + APPLICATION,
    "PRAGMA user_version = " + VERSION
  };

  private final Path path;
  private final Connection writer;
  private final Connection reader;
  private final LedgerRows written;
  private final LedgerRows read;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();
  private boolean closed;

  private LedgerFile(Path path, Connection writer, Connection reader) {
    this.path = path;
    this.writer = writer;
    this.reader = reader;
    this.written = new LedgerRows(writer);
    this.read = new LedgerRows(reader);
  }

  static LedgerFile open(Path path) {
    checkFolder(path);
    try {
      Connection writer = connect(path);
      try {
        establish(path, writer);
        return new LedgerFile(path, writer, connect(path));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      if (e instanceof SQLiteException known
          && known.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
        throw new CorruptArtifact(foreign(path), e);
      }
      throw LedgerFaults.writing(e, path.toString(), "nothing was sent");
    }
  }

  Path path() {
    return path;
  }

  /** Runs in one transaction, which is durable on return. */
  <T> T write(String outcome, Work<T> work) {
    writing.lock();
    try {
      checkOpen();
      return transaction(work);
    } catch (SQLException e) {
      throw LedgerFaults.writing(e, path.toString(), outcome);
    } finally {
      writing.unlock();
    }
  }

  <T> T read(Work<T> work) {
    reading.lock();
    try {
      checkOpen();
      return work.on(read);
    } catch (SQLException e) {
      forget(read, e);
      throw LedgerFaults.reading(e, path.toString());
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void close() {
    writing.lock();
    reading.lock();
    try {
      if (!closed) {
        closed = true;
        reader.close();
        writer.close();
      }
    } catch (SQLException e) {
      throw LedgerFaults.writing(e, path.toString(), "everything settled is stored");
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }

  private <T> T transaction(Work<T> work) throws SQLException {
    written.run("BEGIN IMMEDIATE");
    try {
      T result = work.on(written);
      written.run("COMMIT");
      return result;
    } catch (SQLException | RuntimeException e) {
      undo(e);
      throw e;
    }
  }

  private void undo(Exception reason) {
    forget(written, reason);
    try {
      written.run("ROLLBACK");
    } catch (SQLException e) {
      // a full disk may have ended the transaction already
      reason.addSuppressed(e);
      forget(written, reason);
    }
  }

  private static void forget(LedgerRows rows, Exception reason) {
    try {
      rows.forget();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the ledger %s is closed; open it again".formatted(path));
    }
  }

  private static Connection connect(Path path) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    // answers of 1,000 scores take 4 KB each: several to a page, and rare copies out of the log
    config.setPageSize(PAGE_BYTES);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, LOG_PAGES);
    return config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
  }

  private static void establish(Path path, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      checkOwner(path, statement);
      statement.execute("COMMIT");
      useWriteAheadLog(statement);
      if (number(statement, "PRAGMA user_version") != VERSION) {
        statement.execute("BEGIN IMMEDIATE");
        for (String step : SCHEMA) {
          statement.execute(step);
        }
        statement.execute("COMMIT");
      }
    }
  }

  /** Two processes that do this at once disturb each other, whatever their patience. */
  private static void useWriteAheadLog(Statement statement) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        statement.execute("PRAGMA journal_mode = WAL");
        return;
      } catch (SQLiteException e) {
        boolean busy = e.getResultCode().code == SQLiteErrorCode.SQLITE_BUSY.code;
        if (!busy || attempt == 500) {
          throw e;
        }
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private static void checkOwner(Path path, Statement statement) throws SQLException {
    int application = number(statement, "PRAGMA application_id");
    int version = number(statement, "PRAGMA user_version");
    int tables = number(statement, "SELECT count(*) FROM sqlite_master");
    boolean fresh = application == 0 && version == 0 && tables == 0;
    if (!fresh && application != APPLICATION) {
      throw new CorruptArtifact(foreign(path));
    }
    if (version > VERSION) {
      throw new CorruptArtifact(
          "the ledger %s has format version %d, but this software reads up to %d; use the version that wrote it, or a later one"
              .formatted(path, version, VERSION));
    }
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  /**
   * Whether the file is a ledger is for SQLite to say: a descriptor of our own would, when closed,
   * let go of every lock that this process has on the file.
   */
  private static void checkFolder(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new RetaskException(
          "the ledger %s cannot be opened: %s is not a folder; name the folder of a run"
              .formatted(path, folder));
    }
  }

  private static String foreign(Path path) {
    return "%s is not a ledger of this software; move it away, or name the folder of another run"
        .formatted(path);
  }

  /** What is done with the rows of one connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(LedgerRows rows) throws SQLException;
  }
}
