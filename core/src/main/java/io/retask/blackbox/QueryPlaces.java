package io.retask.blackbox;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * The places that a box has for queries under way, each with what one query needs for itself. More
 * threads than places wait, and closing waits for the queries under way.
 *
 * @param <P> what a query needs: buffers, for example
 */
public final class QueryPlaces<P> {
  private final String box;
  private final BlockingQueue<P> free;
  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Places that are all free.
   *
   * @param box what people call the box
   * @param places one or more
   */
  public QueryPlaces(String box, List<P> places) {
    this.box = box;
    this.free = new ArrayBlockingQueue<>(places.size(), false, places);
  }

  /**
   * Answers a query in the next free place.
   *
   * @throws IllegalStateException if the box is closed
   * @throws BlackBoxFailure if the thread is interrupted while it waits; worth another try
   */
  public <R> R answer(Function<P, R> query) {
    gate.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the box '%s' is closed".formatted(box));
      }
      P place = take();
      try {
        return query.apply(place);
      } finally {
        free.add(place);
      }
    } finally {
      gate.readLock().unlock();
    }
  }

  private P take() {
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BlackBoxFailure(
          "interrupted before '%s' was asked; ask again".formatted(box), true, e);
    }
  }

  /** Lets no further query begin, waits for those under way, then frees; once, and no more. */
  public void close(Runnable freeing) {
    gate.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        freeing.run();
      }
    } finally {
      gate.writeLock().unlock();
    }
  }
}
