package io.retask.blackbox.meter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * One line of the ledger.
 *
 * @param id counts from 1 in the order of reservation
 * @param box the fingerprint of the box
 * @param cause what the bill is for
 * @param images how many images were sent, or were about to be
 * @param state what became of them
 * @param reservedAt when they were reserved
 * @param money what they cost, rounded up to six decimals
 * @param currency an ISO 4217 code
 * @param note why the attempt failed; empty otherwise
 */
public record Attempt(
    long id,
    String box,
    Cause cause,
    int images,
    State state,
    Instant reservedAt,
    BigDecimal money,
    String currency,
    String note) {

  /** What became of an attempt. */
  public enum State {
    /** In flight, or cut off by the death of the process: counted as spent. */
    RESERVED,
    /** Answered; the answers are stored. */
    SETTLED,
    /** No usable answer came: counted as spent. */
    FAILED;

    /** The name in exports. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
