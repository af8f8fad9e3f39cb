package io.retask.app.run;

import io.retask.blackbox.meter.Bill;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training will bill.
 *
 * @param billedImages images that will be sent
 * @param byCause the same for each cause
 * @param money at the box's price
 * @param currency an ISO 4217 code
 * @param wallSeconds how long the box alone will take; null where nothing is known of its speed
 */
public record Estimate(
    long billedImages,
    Map<String, Long> byCause,
    BigDecimal money,
    String currency,
    @Nullable Double wallSeconds) {

  static Estimate of(Bill bill, @Nullable Double seconds) {
    return new Estimate(bill.reservedImages(), keyed(bill), bill.money(), bill.currency(), seconds);
  }

  /** The images of a bill by the causes' names on the command line. */
  static Map<String, Long> keyed(Bill bill) {
    Map<String, Long> byCause = new LinkedHashMap<>();
    bill.byCause().forEach((cause, images) -> byCause.put(cause.key(), images));
    return byCause;
  }
}
