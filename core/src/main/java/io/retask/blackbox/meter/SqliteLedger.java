package io.retask.blackbox.meter;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A ledger in one SQLite file (WAL, {@code synchronous=FULL}). A reservation is on disk before it
 * returns; what is reserved and settled at one time shares a transaction of {@link SettleQueue}.
 */
final class SqliteLedger implements Ledger {
  private static final String UNSENT = "nothing was sent";

  private final LedgerFile file;
  private final SettleQueue queue;
  private final InstantSource clock;

  private SqliteLedger(LedgerFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.queue = new SettleQueue(file);
  }

  static SqliteLedger open(Path path, InstantSource clock) {
    return new SqliteLedger(LedgerFile.open(path), clock);
  }

  static SqliteLedger existing(Path path, InstantSource clock) {
    if (!Files.isRegularFile(path)) {
      throw new RetaskException(
          "there is no ledger at %s; `retask train` writes one: name the folder of a run"
              .formatted(path));
    }
    return open(path, clock);
  }

  @Override
  public String place() {
    return file.path().toString();
  }

  @Override
  public int enrol(BlackBoxSpec box) {
    return file.write(
        UNSENT,
        rows -> {
          int known = rows.box(box);
          if (known > 0) {
            Limits.checkPrice(rows.price(known), box, place());
            return known;
          }
          rows.currency().ifPresent(code -> Limits.checkCurrency(code, box, place()));
          rows.addBox(box);
          return rows.box(box);
        });
  }

  @Override
  public void allow(Account account, Budget budget) {
    Budget now =
        file.write(
            UNSENT,
            rows -> {
              Optional<Budget> before = rows.limit(account);
              if (before.isEmpty()) {
                rows.setLimit(account, budget);
              }
              return before.orElse(budget);
            });
    if (!now.equals(budget)) {
      throw Limits.alreadySet(place(), account, now, budget);
    }
  }

  @Override
  public void raise(Account account, Budget budget) {
    Budget before =
        file.write(
            UNSENT,
            rows -> {
              Budget old = rows.limit(account).orElse(Budget.UNLIMITED);
              if (budget.covers(old)) {
                rows.setLimit(account, budget);
              }
              return old;
            });
    Limits.checkRaise(account, before, budget);
  }

  @Override
  public void grant(Account account, long images) {
    file.write(
        UNSENT,
        rows -> {
          rows.setLimit(account, Limits.granted(rows.spending(account), images));
          return true;
        });
  }

  @Override
  public Budget allowance(Account account) {
    return file.read(rows -> rows.limit(account).orElse(Budget.UNLIMITED));
  }

  @Override
  public long affordable(int box, Account account) {
    return file.read(
        rows -> {
          Budget budget = rows.limit(account).orElse(Budget.UNLIMITED);
          return rows.spending(account).affordable(budget, rows.price(box));
        });
  }

  @Override
  public Reservation reserve(int box, Cause cause, int images) {
    return queue.ask(
        rows -> {
          Account account = Account.of(cause);
          Budget budget = rows.limit(account).orElse(Budget.UNLIMITED);
          Spending spending = rows.spending(account);
          long left = spending.affordable(budget, rows.price(box));
          if (left < images) {
            throw Limits.refusal(account, budget, images, left);
          }
          rows.count(box, cause, new Totals.Counts(images, 0, 0));
          return rows.addAttempt(box, cause, images, clock.instant());
        });
  }

  @Override
  public void settle(Reservation reservation, List<ContentKey> keys, Scores scores) {
    queue.put(
        keys.size(),
        rows -> {
          end(rows, reservation, Attempt.State.SETTLED, "");
          rows.addAnswers(reservation, keys, scores);
          Totals.Counts more = new Totals.Counts(0, reservation.images(), 0);
          rows.count(reservation.box(), reservation.cause(), more);
        });
  }

  @Override
  public void fail(Reservation reservation, String why) {
    queue.put(1, rows -> end(rows, reservation, Attempt.State.FAILED, why));
  }

  @Override
  public void cached(int box, Cause cause, long images) {
    queue.put(1, rows -> rows.count(box, cause, new Totals.Counts(0, 0, images)));
  }

  @Override
  public List<float[]> stored(int box, List<ContentKey> keys) {
    return file.read(rows -> rows.answers(box, keys));
  }

  @Override
  public void flush() {
    queue.flush();
  }

  @Override
  public Bill bill() {
    queue.flush();
    return file.read(LedgerRows::bill);
  }

  @Override
  public void attempts(Consumer<Attempt> reader) {
    queue.flush();
    file.read(
        rows -> {
          rows.attempts(reader);
          return true;
        });
  }

  @Override
  public void close() {
    try {
      queue.close();
    } finally {
      file.close();
    }
  }

  private void end(LedgerRows rows, Reservation reservation, Attempt.State state, String note)
      throws SQLException {
    if (!rows.mark(reservation.attempt(), state, note)) {
      throw new RetaskException(Limits.notOpen(place(), reservation.attempt()));
    }
  }
}
