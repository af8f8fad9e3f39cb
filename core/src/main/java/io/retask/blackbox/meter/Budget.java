package io.retask.blackbox.meter;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A limit. Where both parts are given, the stricter one holds.
 *
 * @param images the most images that may be reserved, at least 0
 * @param money the most that they may cost, at least 0, in the currency of the box's price
 */
public record Budget(OptionalLong images, Optional<BigDecimal> money) {
  /** No limit. */
  public static final Budget UNLIMITED = new Budget(OptionalLong.empty(), Optional.empty());

  /** Checks the signs; writes the money in one way, so that equal limits are equal. */
  public Budget {
    money = money.map(amount -> new BigDecimal(amount.stripTrailingZeros().toPlainString()));
    if (images.orElse(0) < 0 || money.orElse(BigDecimal.ZERO).signum() < 0) {
      throw new IllegalArgumentException(
          "a budget is at least 0 images and 0 money, but this one is " + words(images, money));
    }
  }

  /** A limit in images alone. */
  public static Budget ofImages(long images) {
    return new Budget(OptionalLong.of(images), Optional.empty());
  }

  /** A limit in money alone. */
  public static Budget ofMoney(BigDecimal money) {
    return new Budget(OptionalLong.empty(), Optional.of(money));
  }

  /** Whether this budget allows at least all that the other does, in both parts. */
  public boolean covers(Budget other) {
    boolean enoughImages =
        images.isEmpty()
            || (other.images.isPresent() && images.getAsLong() >= other.images.getAsLong());
    boolean enoughMoney =
        money.isEmpty()
            || (other.money.isPresent() && money.get().compareTo(other.money.get()) >= 0);
    return enoughImages && enoughMoney;
  }

  @Override
  public String toString() {
    return words(images, money);
  }

  private static String words(OptionalLong images, Optional<BigDecimal> money) {
    if (images.isEmpty() && money.isEmpty()) {
      return "no limit";
    }
    String first = images.isPresent() ? images.getAsLong() + " images" : "";
    String second = money.map(amount -> amount.toPlainString() + " of money").orElse("");
    return first + (first.isEmpty() || second.isEmpty() ? "" : " and ") + second;
  }
}
