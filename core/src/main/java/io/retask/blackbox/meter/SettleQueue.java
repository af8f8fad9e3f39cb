package io.retask.blackbox.meter;

import io.retask.RetaskException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what need not be waited for: one thread takes all that has gathered and makes it durable
 * in one transaction, while the next group gathers. The queue is bounded in rows.
 */
final class SettleQueue implements AutoCloseable {
  private static final int MOST_ROWS = 4096;

  private final LedgerFile file;
  private final Thread writer;
  private List<Entry> pending = new ArrayList<>();
  private int rows;
  private long taken;
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
    if (closing) {
      throw new IllegalStateException(
          "the ledger %s is closed; open it again".formatted(file.path()));
    }
    pending.add(new Entry(weight, change));
    rows += weight;
    taken++;
    notifyAll();
  }

  /** Returns when all that was put before is durable. */
  synchronized void flush() {
    long goal = taken;
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
      // whoever closes because of this failure would suppress it in itself
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
                "the ledger %s could not be written on; paid answers may be unknown; `retask resume RUN`"
                    .formatted(file.path())));
      }
    }
  }

  private synchronized List<Entry> next() {
    boolean interrupted = false;
    while (pending.isEmpty() && !closing) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    List<Entry> group = pending;
    pending = new ArrayList<>();
    return group;
  }

  private void write(List<Entry> group) {
    int images = group.stream().mapToInt(Entry::weight).sum();
    String outcome =
        "up to %d answers that were paid for could not be stored and count as unknown"
            .formatted(images);
    file.write(
        outcome,
        written -> {
          for (Entry entry : group) {
            entry.change().on(written);
          }
          return group.size();
        });
    synchronized (this) {
      rows -= images;
      durable += group.size();
      notifyAll();
    }
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
      throw broken;
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

  private record Entry(int weight, Change change) {}
}
