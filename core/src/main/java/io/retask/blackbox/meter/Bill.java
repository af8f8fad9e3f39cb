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
 * @param settledByCause settled images for each cause that has any
 * @param money the reserved images at the box's price
 * @param currency an ISO 4217 code
 */
public record Bill(
    long reservedImages,
    long settledImages,
    long unknownImages,
    long cachedImages,
    Map<Cause, Long> byCause,
    Map<Cause, Long> settledByCause,
    BigDecimal money,
    String currency) {

  /** Copies the maps, in the order of the causes. */
  public Bill {
    byCause = ordered(byCause);
    settledByCause = ordered(settledByCause);
  }

  private static Map<Cause, Long> ordered(Map<Cause, Long> images) {
    Map<Cause, Long> ordered = new EnumMap<>(Cause.class);
    ordered.putAll(images);
    return Collections.unmodifiableMap(ordered);
  }

  /** The reserved images that an account pays for. */
  public long reservedImages(Account account) {
    return of(account, byCause);
  }

  private static long of(Account account, Map<Cause, Long> images) {
    return images.entrySet().stream()
        .filter(entry -> Account.of(entry.getKey()) == account)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The settled images but for those of evaluations and predictions. */
  public long settledInTraining() {
    return of(Account.TRAINING, settledByCause);
  }
}
