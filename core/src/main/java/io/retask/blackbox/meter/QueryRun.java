package io.retask.blackbox.meter;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One query under way: its chunks are made, claimed in order, and sent by several workers. */
final class QueryRun {
  private static final int[] STOPPED = {};

  private final LedgerBox owner;
  private final Cause cause;
  private final TensorSource source;
  private final Chunks chunks;
  private final Claims claims;
  private int next;
  private int turn;
  private boolean stopped;
  private @Nullable Throwable first;

  QueryRun(LedgerBox owner, Cause cause, TensorSource source) {
    this.owner = owner;
    this.cause = cause;
    this.source = source;
    this.chunks = Chunks.of(source, owner.spec().maxBatch());
    this.claims =
        new Claims(owner.ledger(), owner.number(), source.count(), owner.spec().classes());
  }

  int chunkCount() {
    return chunks.count();
  }

  /** Takes chunks until none is left or the query is stopped; a failure stops the query. */
  void work() {
    TensorBatch batch = owner.takeBatch();
    try {
      for (int chunk = take(); chunk >= 0; chunk = take()) {
        int rows = chunks.to(chunk) - chunks.from(chunk);
        // what was sent is done with, so the next chunk is written over it
        batch = batch.count() == rows ? batch : TensorBatch.allocate(source.shape(), rows);
        answer(chunk, batch);
      }
    } catch (RuntimeException | Error failure) {
      stop(failure);
      throw failure;
    } finally {
      owner.putBack(batch);
    }
  }

  private synchronized void stop(Throwable failure) {
    first = first == null ? failure : first;
    stop();
  }

  /** What stopped the query, the earliest where there are several. */
  synchronized @Nullable Throwable first() {
    return first;
  }

  /** No chunk is begun from now on; what is in flight goes on. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** How many rows would have to be sent now; claims nothing. */
  long missing() {
    Set<ContentKey> distinct = new HashSet<>();
    long missing = 0;
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      TensorBatch batch = source.rows(chunks.from(chunk), chunks.to(chunk));
      List<ContentKey> fresh = owner.hash().of(batch).stream().filter(distinct::add).toList();
      List<float[]> stored = owner.ledger().stored(owner.number(), fresh);
      missing += stored.stream().filter(answer -> answer.length == 0).count();
    }
    return missing;
  }

  long free() {
    return claims.free();
  }

  Scores result() {
    return Scores.wrap(
        source.count(), owner.spec().classes(), owner.spec().scoreKind(), claims.complete());
  }

  private synchronized int take() {
    return stopped || next >= chunks.count() ? -1 : next++;
  }

  private void answer(int chunk, TensorBatch batch) {
    int from = chunks.from(chunk);
    source.read(from, batch);
    List<ContentKey> keys = owner.hash().of(batch);
    int[] missing = claim(chunk, from, keys);
    if (missing.length > 0) {
      boolean whole = missing.length == batch.count();
      TensorBatch sent = whole ? batch : batch.rows(missing);
      List<ContentKey> sentKeys = whole ? keys : pick(keys, missing);
      send(from, missing, sent, sentKeys);
    }
  }

  private int[] claim(int chunk, int from, List<ContentKey> keys) {
    if (!awaitTurn(chunk)) {
      return STOPPED;
    }
    int[] missing = claims.claim(from, keys);
    synchronized (this) {
      turn++;
      notifyAll();
    }
    return missing;
  }

  private synchronized boolean awaitTurn(int chunk) {
    while (turn != chunk && !stopped) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RetaskException("the box was closed while a query was under way", e);
      }
    }
    return !stopped;
  }

  private void send(int from, int[] places, TensorBatch batch, List<ContentKey> keys) {
    for (int attempt = 1; !isStopped(); attempt++) {
      Reservation reservation = owner.ledger().reserve(owner.number(), cause, batch.count());
      try {
        Scores answers = ask(reservation, batch);
        owner.ledger().settle(reservation, keys, answers);
        claims.deliver(from, places, answers);
        return;
      } catch (BlackBoxFailure failure) {
        if (!failure.retryable() || attempt == owner.metering().maxAttempts()) {
          throw failure;
        }
        pause(attempt, failure);
      }
    }
  }

  private Scores ask(Reservation reservation, TensorBatch batch) {
    boolean answered = false;
    String why = "the box broke off";
    try {
      Scores answers = AnswerCheck.checked(owner.ask(batch), batch.count(), owner.spec());
      answered = true;
      return answers;
    } catch (RuntimeException e) {
      why = String.valueOf(e.getMessage());
      throw e;
    } finally {
      if (!answered) {
        owner.ledger().fail(reservation, why);
      }
    }
  }

  private void pause(int attempt, BlackBoxFailure failure) {
    try {
      owner.metering().sleeper().sleep(owner.metering().waitAfter(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private static List<ContentKey> pick(List<ContentKey> keys, int[] places) {
    return Arrays.stream(places).mapToObj(keys::get).toList();
  }
}
