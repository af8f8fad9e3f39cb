package io.retask.blackbox.meter;

import java.time.Duration;

/**
 * How a box is asked.
 *
 * @param maxAttempts how often a part is sent at most while its failures are retryable, at least 1;
 *     every attempt is billed
 * @param firstWait the wait before the second attempt; it doubles from then on
 * @param sleeper how waiting is done
 * @param replay whether nothing may be sent: every answer must be stored
 */
public record Metering(int maxAttempts, Duration firstWait, Sleeper sleeper, boolean replay) {
  /** Three attempts, after half a second and after one second more. */
  public static final Metering USUAL = new Metering(3, Duration.ofMillis(500), Sleeper.REAL, false);

  /** Stored answers only. */
  public static final Metering REPLAY = new Metering(1, Duration.ZERO, Sleeper.REAL, true);

  /** Checks the number of attempts. */
  public Metering {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts is %d, not 1 or more".formatted(maxAttempts));
    }
  }

  Duration waitAfter(int attempt) {
    return firstWait.multipliedBy(1L << Math.min(attempt - 1, 10));
  }
}
