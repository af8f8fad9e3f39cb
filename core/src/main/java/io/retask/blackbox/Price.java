package io.retask.blackbox;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the box's owner charges.
 *
 * @param per1000Images money for a thousand billed images, at least 0
 * @param currency an ISO 4217 code
 */
public record Price(BigDecimal per1000Images, String currency) {
  /** A box that costs nothing, such as a file of one's own. */
  public static final Price FREE = new Price(BigDecimal.ZERO, "USD");

  /** Checks the sign. */
  public Price {
    if (per1000Images.signum() < 0) {
      throw new IllegalArgumentException("a price of " + per1000Images + " is below zero");
    }
  }

  /** Whether images cost nothing, so that a limit of money limits nothing. */
  public boolean isFree() {
    return per1000Images.signum() == 0;
  }

  /** The money for that many images, rounded up to six decimals. */
  public BigDecimal of(long images) {
    return per1000Images
        .multiply(BigDecimal.valueOf(images))
        .divide(BigDecimal.valueOf(1000), 6, RoundingMode.CEILING);
  }
}
