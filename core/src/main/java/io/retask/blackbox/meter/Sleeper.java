package io.retask.blackbox.meter;

import java.time.Duration;

/** How waiting is done, so that tests need not wait. */
@FunctionalInterface
public interface Sleeper {
  /** Waits in earnest. */
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  /**
   * Returns after that long.
   *
   * @throws InterruptedException if the thread was told to stop waiting
   */
  void sleep(Duration duration) throws InterruptedException;
}
