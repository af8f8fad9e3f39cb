package io.retask.blackbox.meter;

import io.retask.blackbox.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was reserved at each price; the arithmetic of limits, the same for every ledger. */
final class Spending {
  private final Map<Price, Long> images = new LinkedHashMap<>();

  void add(Price price, long count) {
    images.merge(price, count, Long::sum);
  }

  long images() {
    return images.values().stream().mapToLong(Long::longValue).sum();
  }

  BigDecimal money() {
    return images.entrySet().stream()
        .map(entry -> entry.getKey().of(entry.getValue()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** How many more images at that price the budget covers; {@link Long#MAX_VALUE} if unlimited. */
  long affordable(Budget budget, Price price) {
    long left = Long.MAX_VALUE;
    if (budget.images().isPresent()) {
      left = Math.max(0, budget.images().getAsLong() - images());
    }
    if (budget.money().isPresent() && !price.isFree()) {
      left = Math.min(left, affordable(budget.money().get(), price));
    }
    return left;
  }

  private long affordable(BigDecimal limit, Price price) {
    long spent = images.getOrDefault(price, 0L);
    // a price is rounded up to six decimals, so what the limit has beyond them buys nothing
    BigDecimal purse = limit.setScale(6, RoundingMode.FLOOR).subtract(money()).add(price.of(spent));
    long total =
        purse
            .multiply(BigDecimal.valueOf(1000))
            .divide(price.per1000Images(), 0, RoundingMode.FLOOR)
            .min(BigDecimal.valueOf(Long.MAX_VALUE / 2))
            .longValueExact();
    return Math.max(0, total - spent);
  }
}
