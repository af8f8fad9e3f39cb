package io.retask.blackbox.meter;

import io.retask.blackbox.Price;
import java.util.EnumMap;
import java.util.Map;

/** Adds up the rows of a ledger into a {@link Bill}. */
final class Totals {
  private final Spending spending = new Spending();
  private final Map<Cause, Long> byCause = new EnumMap<>(Cause.class);
  private final Map<Cause, Long> settledByCause = new EnumMap<>(Cause.class);
  private String currency = Price.FREE.currency();
  private long settled;
  private long cached;

  void add(Price price, Cause cause, Counts counts) {
    currency = price.currency();
    spending.add(price, counts.reserved());
    if (counts.reserved() > 0) {
      byCause.merge(cause, counts.reserved(), Long::sum);
    }
    if (counts.settled() > 0) {
      settledByCause.merge(cause, counts.settled(), Long::sum);
    }
    settled += counts.settled();
    cached += counts.cached();
  }

  Bill bill() {
    long reserved = spending.images();
    return new Bill(
        reserved,
        settled,
        reserved - settled,
        cached,
        byCause,
        settledByCause,
        spending.money(),
        currency);
  }

  /** Images of one box and one cause. */
  record Counts(long reserved, long settled, long cached) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts plus(long moreReserved, long moreSettled, long moreCached) {
      return new Counts(reserved + moreReserved, settled + moreSettled, cached + moreCached);
    }
  }
}
