package io.retask.blackbox.meter;

import io.retask.RetaskException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All writing of a run: one thread takes what has gathered and makes it durable in one transaction,
 * while the next group gathers. Reservations, which are waited for, are written at once, and so is
 * a settlement that comes alone, as from a slow box. Settlements that come fast gather for {@value
 * #LATEST_MS} ms or {@value #ENOUGH_ROWS} answers, since in a transaction of many an answer takes
 * half the time. The queue is bounded in rows.
 */
final class SettleQueue implements AutoCloseable {
  private static final int MOST_ROWS = 4096;
  private static final int ENOUGH_ROWS = 64;
  private static final int LATEST_MS = 50;
  private static final long LATEST_NANOS = LATEST_MS * 1_000_000L;

  private final LedgerFile file;
  private final Thread writer;
  private List<Entry> asked = new ArrayList<>();
  private List<Entry> settled = new ArrayList<>();
  private long lastTaken = System.nanoTime() - LATEST_NANOS;
  private int rows;
  private long taken;
  private long wanted;
  private long durable;
  private boolean closing;
  private @Nullable RetaskException broken;
  private boolean told;

  SettleQueue(LedgerFile file) {
    this.file = file;
    this.writer = new Thread(this::run, "ledger-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /** Hands over a change of {@code weight} rows; waits only while the queue is full. */
  synchronized void put(int weight, Change change) {
    awaitUninterrupted(() -> rows == 0 || rows + weight <= MOST_ROWS);
    checkOpen();
    settled.add(new Settlement(weight, change));
    rows += weight;
    taken++;
    notifyAll();
  }

  private void checkOpen() {
    if (closing) {
      throw new IllegalStateException(
          "the ledger %s is closed; open it again".formatted(file.path()));
    }
  }

  /**
   * Runs a piece of work within the next transaction and returns when it is durable. What the work
   * refuses by an exception it must refuse before it writes.
   */
  synchronized <T> T ask(LedgerFile.Work<T> work) {
    checkOpen();
    Question<T> question = new Question<>(work);
    asked.add(question);
    notifyAll();
    awaitUninterrupted(question::isDone);
    return question.result();
  }

  /** Returns when all that was put before is durable. */
  synchronized void flush() {
    long goal = taken;
    wanted = goal;
    notifyAll();
    awaitUninterrupted(() -> durable >= goal);
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      // what was told already is not told again
      if (!told) {
        flush();
      }
    }
  }

  private void run() {
    boolean clean = false;
    try {
      for (List<Entry> group = next(); !group.isEmpty(); group = next()) {
        write(group);
      }
      clean = true;
    } catch (RetaskException e) {
      breakWith(e);
      clean = true;
    } finally {
      if (!clean) {
        breakWith(
            new RetaskException(
                "the ledger %s could not be written on; paid answers may be unknown; %s"
                    .formatted(file.path(), LedgerFaults.AGAIN)));
      }
    }
  }

  /** What is to be written now; empty at the end. */
  private synchronized List<Entry> next() {
    boolean interrupted = false;
    while (asked.isEmpty() && !due() && !closing) {
      try {
        wait(settled.isEmpty() ? 0 : LATEST_MS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    List<Entry> group = asked;
    asked = new ArrayList<>();
    if (due() || closing) {
      group.addAll(settled);
      settled = new ArrayList<>();
      lastTaken = System.nanoTime();
    }
    return group;
  }

  private boolean due() {
    return !settled.isEmpty()
        && (wanted > durable
            || rows >= ENOUGH_ROWS
            || System.nanoTime() - lastTaken >= LATEST_NANOS);
  }

  private void write(List<Entry> group) {
    int images = group.stream().mapToInt(Entry::weight).sum();
    @Nullable RetaskException failure = null;
    try {
      file.write(outcome(images), written -> apply(group, written));
    } catch (RetaskException e) {
      // without an answer in the group nothing is lost but the reservations, which were not used
      if (images > 0) {
        throw e;
      }
      failure = e;
    }
    synchronized (this) {
      for (Entry entry : group) {
        entry.end(failure);
      }
      rows -= images;
      durable += group.stream().filter(Settlement.class::isInstance).count();
      notifyAll();
    }
  }

  private static String outcome(int images) {
    return images == 0
        ? "nothing was sent"
        : "up to %d answers that were paid for could not be stored and count as unknown"
            .formatted(images);
  }

  private static int apply(List<Entry> group, LedgerRows written) throws SQLException {
    for (Entry entry : group) {
      entry.on(written);
    }
    return group.size();
  }

  private synchronized void breakWith(RetaskException failure) {
    broken = failure;
    notifyAll();
  }

  private void awaitUninterrupted(Condition condition) {
    boolean interrupted = false;
    while (broken == null && !condition.holds()) {
      try {
        wait();
      } catch (InterruptedException e) {
        // a paid answer is stored all the same
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (broken != null) {
      told = true;
      // a new one each time: whoever closes because of one would suppress it in itself
      throw new RetaskException(broken.getMessage(), broken);
    }
  }

  /** A change of the file, part of a larger transaction. */
  @FunctionalInterface
  interface Change {
    void on(LedgerRows rows) throws SQLException;
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }

  /** One change, with how many answers it stores; {@link #end} follows the transaction. */
  private interface Entry extends Change {
    int weight();

    void end(@Nullable RetaskException failure);
  }

  private record Settlement(int weight, Change change) implements Entry {
    @Override
    public void on(LedgerRows rows) throws SQLException {
      change.on(rows);
    }

    @Override
    public void end(@Nullable RetaskException failure) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** Somebody waits for this one; read and ended under the lock of the queue. */
  private static final class Question<T> implements Entry {
    private final LedgerFile.Work<T> work;
    private @Nullable T result;
    private @Nullable RuntimeException failure;
    private boolean done;

    Question(LedgerFile.Work<T> work) {
      this.work = work;
    }

    @Override
    public int weight() {
      return 0;
    }

    @Override
    public void on(LedgerRows rows) throws SQLException {
      try {
        result = work.on(rows);
      } catch (BudgetExhausted | IllegalArgumentException refusal) {
        failure = refusal;
      }
    }

    @Override
    public void end(@Nullable RetaskException broken) {
      failure = broken == null ? failure : broken;
      done = true;
    }

    boolean isDone() {
      return done;
    }

    T result() {
      if (failure != null) {
        throw failure;
      }
      if (result == null) {
        throw new IllegalStateException("the ledger gave no answer");
      }
      return result;
    }
  }
}
