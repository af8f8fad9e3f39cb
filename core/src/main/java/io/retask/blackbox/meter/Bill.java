package io.retask.blackbox.meter;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The account at one instant. {@code reserved = settled + unknown} once nothing is in flight.
 *
 * @param reservedImages images of all attempts, whatever became of them: what the budget counts
 * @param settledImages images whose answer is stored
 * @param unknownImages images sent, or about to be sent, whose answer never came: counted as spent
 * @param cachedImages images that were answered from the store and so were free
 * @param byCause reserved images for each cause that has any
 * @param money the reserved images at the box's price
 * @param currency an ISO 4217 code
 */
public record Bill(
    long reservedImages,
    long settledImages,
    long unknownImages,
    long cachedImages,
    Map<Cause, Long> byCause,
    BigDecimal money,
    String currency) {

  /** Copies the map, in the order of the causes. */
  public Bill {
    Map<Cause, Long> ordered = new EnumMap<>(Cause.class);
    ordered.putAll(byCause);
    byCause = Collections.unmodifiableMap(ordered);
  }

  /** The reserved images that an account pays for. */
  public long reservedImages(Account account) {
    return byCause.entrySet().stream()
        .filter(entry -> Account.of(entry.getKey()) == account)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * The settled images but for evaluations and predictions, whose failed attempts are taken off
   * too.
   */
  public long settledInTraining() {
    return settledImages - reservedImages(Account.EVALUATION);
  }
}
