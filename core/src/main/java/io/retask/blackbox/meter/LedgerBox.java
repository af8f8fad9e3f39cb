package io.retask.blackbox.meter;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a box through a {@link Ledger}: stored answers are free, every attempt is reserved before it
 * leaves, every answer is handed to the ledger before {@link #query} returns, and is durable when
 * {@link #bill} does.
 *
 * <p>A query is cut into chunks at fixed places; rows are claimed in their order. So on one thread
 * of callers the composition of every batch that is sent depends only on the query and on the
 * answers stored before it, and a query that was cut off sends exactly its missing chunks again,
 * composed as before. Two queries under way at once may both pay for content that they share.
 *
 * <p>A query that the budget does not cover is refused before anything of it is sent, unless rivals
 * on the same account take what is left while it is under way.
 *
 * <p>Closing lets queries that are under way go on to their end, and closes neither the box nor the
 * ledger.
 */
public final class LedgerBox implements MeteredBox, AutoCloseable {
  /** Workers beyond the queries that the box answers at once. */
  private static final int AHEAD = 2;

  private final BlackBox box;
  private final Ledger ledger;
  private final Metering metering;
  private final int number;
  private final ContentHash hash;
  private final Semaphore places;
  private final ExecutorService workers;

  /** One for each worker that has nothing to do; new ones for every query would fill the heap. */
  private final Queue<TensorBatch> idle = new ConcurrentLinkedQueue<>();

  /**
   * A box whose every query goes through the ledger.
   *
   * @throws RetaskException if the ledger counts in another currency, or the box at another price
   */
  public LedgerBox(BlackBox box, Ledger ledger, Metering metering) {
    this.box = box;
    this.ledger = ledger;
    this.metering = metering;
    this.number = ledger.enrol(box.spec());
    this.hash = new ContentHash(box.spec().input());
    this.places = new Semaphore(box.spec().concurrency());
    AtomicInteger count = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            threads(box.spec()), task -> worker(task, count.incrementAndGet()));
  }

  /**
   * A box that answers several queries at once is kept busy by workers that make and reserve the
   * next chunks meanwhile. One that answers them in turn may be paid and slow: there nothing is
   * reserved before the chunk in front of it is answered.
   */
  private static int threads(BlackBoxSpec spec) {
    return spec.concurrency() == 1 ? 1 : spec.concurrency() + AHEAD;
  }

  @Override
  public BlackBoxSpec spec() {
    return box.spec();
  }

  @Override
  public Scores query(Cause cause, TensorSource inputs) {
    check(inputs);
    // what was answered last may still be on its way to the store, where this query looks
    ledger.flush();
    QueryRun run = new QueryRun(this, cause, inputs);
    refuseUnaffordable(cause, inputs, run);
    try {
      work(run);
    } finally {
      if (!metering.replay() && run.free() > 0) {
        ledger.cached(number, cause, run.free());
      }
    }
    return run.result();
  }

  @Override
  public TensorBatch gradient(long step, TensorBatch inputs, Function<Scores, float[]> cotangent) {
    check(TensorSource.of(inputs));
    if (!(box instanceof GlassBox glass)) {
      return MeteredBox.super.gradient(step, inputs, cotangent);
    }
    if (metering.replay()) {
      throw new BudgetExhausted(
          "a gradient is asked for, but gradients are not stored in the ledger %s, and a replay shows nothing; finish the run with `retask resume RUN`"
              .formatted(ledger.place()));
    }
    return new GradientRun(this, glass, inputs).at(step, cotangent);
  }

  @Override
  public Bill bill() {
    return ledger.bill();
  }

  /** How many more images the training account covers. */
  @Override
  public long affordable() {
    return affordable(Account.TRAINING);
  }

  /** How many more images an account covers; {@link Long#MAX_VALUE} where there is no limit. */
  public long affordable(Account account) {
    return metering.replay() ? 0 : ledger.affordable(number, account);
  }

  /** What was answered through this box is stored when it is closed, for whoever opens the file. */
  @Override
  public void close() {
    workers.shutdown();
    ledger.flush();
  }

  BlackBox box() {
    return box;
  }

  /** Sends a batch as soon as the box has a place; what is reserved is sent whatever happens. */
  Scores ask(TensorBatch batch) {
    places.acquireUninterruptibly();
    try {
      return box.query(batch);
    } finally {
      places.release();
    }
  }

  /** The same for a gradient. */
  TensorBatch seeThrough(GlassBox glass, TensorBatch batch, float[] cotangent) {
    places.acquireUninterruptibly();
    try {
      return glass.gradient(batch, cotangent);
    } finally {
      places.release();
    }
  }

  /** A batch of inputs to write over, of any number of rows; {@link #putBack} it afterwards. */
  TensorBatch takeBatch() {
    TensorBatch batch = idle.poll();
    return batch == null ? TensorBatch.allocate(spec().input(), 0) : batch;
  }

  /** Leaves a batch, which nobody reads any more, to the next query. */
  void putBack(TensorBatch batch) {
    idle.add(batch);
  }

  Ledger ledger() {
    return ledger;
  }

  Metering metering() {
    return metering;
  }

  int number() {
    return number;
  }

  ContentHash hash() {
    return hash;
  }

  private void check(TensorSource inputs) {
    if (!inputs.shape().equals(spec().input())) {
      throw new IllegalArgumentException(
          "the query is %dx%s but '%s' takes rows of %s; give the program that size"
              .formatted(inputs.count(), inputs.shape(), spec().name(), spec().input()));
    }
    if (workers.isShutdown()) {
      throw new IllegalStateException(
          "the metered box '%s' is closed; open it again".formatted(spec().name()));
    }
  }

  private void refuseUnaffordable(Cause cause, TensorSource inputs, QueryRun run) {
    Account account = Account.of(cause);
    // counting what is stored means making every row twice, so only where it can matter
    if (affordable(account) >= inputs.count()) {
      return;
    }
    long missing = run.missing();
    long left = affordable(account);
    if (missing <= left) {
      return;
    }
    if (metering.replay()) {
      throw new BudgetExhausted(
          "%d of %d answers are not stored in the ledger %s, and a replay sends nothing; replay with the recipe and the data of that run"
              .formatted(missing, inputs.count(), ledger.place()));
    }
    throw Limits.refusal(account, ledger.allowance(account), missing, left);
  }

  private void work(QueryRun run) {
    List<Future<?>> running = new ArrayList<>();
    int count = Math.min(threads(spec()), run.chunkCount());
    for (int i = 0; i < count; i++) {
      running.add(workers.submit(run::work));
    }
    Outcome outcome = new Outcome();
    for (Future<?> worker : running) {
      outcome.await(worker, run);
    }
    if (outcome.failed()) {
      outcome.surface(ledger);
    }
    outcome.throwFirst();
  }

  private static Thread worker(Runnable task, int count) {
    Thread thread = new Thread(task, "box-worker-" + count);
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for every worker, whatever happens to one of them or to the caller. */
  private static final class Outcome {
    private @Nullable Throwable first;
    private boolean interrupted;

    void await(Future<?> worker, QueryRun run) {
      while (true) {
        try {
          worker.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
          run.stop();
        } catch (ExecutionException e) {
          add(run.first());
          add(e.getCause());
          return;
        }
      }
    }

    private void add(@Nullable Throwable failure) {
      if (first == null) {
        first = failure;
      } else if (failure != null && failure != first) {
        first.addSuppressed(failure);
      }
    }

    boolean failed() {
      return first != null;
    }

    /**
     * Answers of other workers that cannot be stored are worse news than what stopped the query.
     */
    void surface(Ledger ledger) {
      @Nullable Throwable stopped = first;
      try {
        ledger.flush();
      } catch (RetaskException lost) {
        first = null;
        add(lost);
        add(stopped);
      }
    }

    void throwFirst() {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (first instanceof RuntimeException failure) {
        throw failure;
      }
      if (first instanceof Error failure) {
        throw failure;
      }
      if (interrupted) {
        throw new RetaskException(
            "the query was interrupted; what was in flight is settled; " + LedgerFaults.AGAIN);
      }
    }
  }
}
