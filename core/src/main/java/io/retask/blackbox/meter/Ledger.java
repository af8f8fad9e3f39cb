package io.retask.blackbox.meter;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * The append-only account of every attempt, with the answers that were paid for.
 *
 * <p>Laws, each with a test in the contract class of the testkit:
 *
 * <ul>
 *   <li>{@link #reserve} is one atomic step: it checks the limit and writes the attempt, and both
 *       are durable when it returns. Reserved images never exceed the budget, under any number of
 *       threads and processes, and are refused only when the budget really lacks them.
 *   <li>{@link #settle} stores all answers of an attempt and marks it, or does neither. It returns
 *       at once; {@link #flush} waits until everything settled before it is durable.
 *   <li>An attempt that is neither settled nor failed, because the process died, is unknown and
 *       counts as spent for ever.
 *   <li>All methods may be called by many threads.
 * </ul>
 */
public interface Ledger extends AutoCloseable {
  /**
   * Opens or creates a ledger file.
   *
   * @param file usually {@code ledger.db} in the folder of a run
   * @throws io.retask.CorruptArtifact if the file is damaged, foreign or of a later version
   * @throws io.retask.RetaskException if the file cannot be written
   */
  static Ledger open(Path file, InstantSource clock) {
    return SqliteLedger.open(file, clock);
  }

  /**
   * Opens a ledger that must be there already.
   *
   * @throws io.retask.RetaskException if there is no such file
   */
  static Ledger existing(Path file, InstantSource clock) {
    return SqliteLedger.existing(file, clock);
  }

  /** A ledger that dies with the process: for rehearsals and tests. */
  static Ledger inMemory(InstantSource clock) {
    return new MemoryLedger(clock);
  }

  /** Where the ledger is, for messages. */
  String place();

  /**
   * Makes the box known, at its price: money already spent is counted at it, and limited by it.
   *
   * @return its number in this ledger; the same for the same fingerprint
   * @throws io.retask.RetaskException if it is known at another price, or its currency is not that
   *     of the boxes before it
   */
  int enrol(BlackBoxSpec box);

  /**
   * Sets the limit of an account; setting the same limit again changes nothing.
   *
   * @throws io.retask.RetaskException if another limit was set before
   */
  void allow(Account account, Budget budget);

  /**
   * Replaces the limit of an account by one that allows at least as much.
   *
   * @throws IllegalArgumentException if the new limit is lower
   */
  void raise(Account account, Budget budget);

  /**
   * Replaces the limit of an account, whatever it was, by one that covers what is spent and so many
   * images more: never below what is spent.
   *
   * @param images at least 0
   */
  void grant(Account account, long images);

  /** The limit of an account; {@link Budget#UNLIMITED} where none was set. */
  Budget allowance(Account account);

  /** How many more images the account covers; {@link Long#MAX_VALUE} where there is no limit. */
  long affordable(int box, Account account);

  /**
   * Reserves images: all or none.
   *
   * @throws BudgetExhausted if the account does not cover them
   * @throws io.retask.RetaskException if the reservation cannot be made durable
   */
  Reservation reserve(int box, Cause cause, int images);

  /**
   * Stores the answers of an attempt and marks it settled.
   *
   * @param keys the content of each row that was sent
   * @param scores the answers, in the same order
   */
  void settle(Reservation reservation, List<ContentKey> keys, Scores scores);

  /** Marks an attempt as failed; its images stay spent. */
  void fail(Reservation reservation, String why);

  /** Counts rows that were answered for nothing. */
  void cached(int box, Cause cause, long images);

  /**
   * The stored answers.
   *
   * @return for each key K raw scores of the caller's own, or an empty array where none is stored
   */
  List<float[]> stored(int box, List<ContentKey> keys);

  /** Returns when everything settled, failed or counted before is durable. */
  void flush();

  /** The account so far. */
  Bill bill();

  /** Shows every attempt, in the order of reservation. */
  void attempts(Consumer<Attempt> reader);

  /** Flushes and closes; closing twice is harmless. */
  @Override
  void close();
}
