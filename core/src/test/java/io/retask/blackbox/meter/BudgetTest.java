package io.retask.blackbox.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.Price;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetTest {
  @ParameterizedTest(name = "{0} of money at {1} a thousand, {2} spent: {3} left")
  @CsvSource({
    "1, 1.50, 0, 666",
    "0.0015, 1.50, 0, 1",
    "0.00149, 1.50, 0, 0",
    "28.50, 1.50, 19000, 0",
    "28.50, 1.50, 18999, 1",
    "1, 0.0000007, 0, 1428571428",
    "0.000001, 0.0003, 0, 3",
    "0.0000019, 0.0003, 0, 3",
    "5, 1.50, 9000, 0"
  })
  void moneyBuysWholeImages(String money, String per1000, long spent, long left) {
    Price price = new Price(new BigDecimal(per1000), "USD");
    Spending spending = new Spending();
    spending.add(price, spent);
    Budget budget = Budget.ofMoney(new BigDecimal(money));
    long affordable = spending.affordable(budget, price);
    assertThat(affordable).isEqualTo(left);
    if (affordable > 0) {
      assertThat(price.of(spent + affordable)).isLessThanOrEqualTo(new BigDecimal(money));
      assertThat(price.of(spent + affordable + 1000)).isGreaterThan(new BigDecimal(money));
    }
  }

  @Test
  void otherPricesDrawOnTheSameMoney() {
    Price cheap = new Price(BigDecimal.ONE, "USD");
    Price dear = new Price(BigDecimal.TEN, "USD");
    Spending spending = new Spending();
    spending.add(dear, 90);
    assertThat(spending.affordable(Budget.ofMoney(BigDecimal.ONE), cheap)).isEqualTo(100);
    assertThat(spending.money()).isEqualByComparingTo("0.9");
  }

  @Test
  void freeBoxIsNotLimitedByMoney() {
    Budget budget = Budget.ofMoney(BigDecimal.ZERO);
    assertThat(new Spending().affordable(budget, Price.FREE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void equalLimitsAreEqualHoweverTheyAreWritten() {
    assertThat(Budget.ofMoney(new BigDecimal("1E+1")))
        .isEqualTo(Budget.ofMoney(new BigDecimal("10.00")));
  }

  @Test
  void limitBelowZeroIsRefused() {
    assertThatThrownBy(() -> Budget.ofImages(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a budget is at least 0 images and 0 money, but this one is -1 images");
  }

  @Test
  void wordsNameBothParts() {
    assertThat(new Budget(OptionalLong.of(5), Optional.of(new BigDecimal("2.50"))))
        .hasToString("5 images and 2.5 of money");
    assertThat(Budget.UNLIMITED).hasToString("no limit");
  }

  @Test
  void noLimitCoversAllAndIsCoveredByNone() {
    assertThat(Budget.UNLIMITED.covers(Budget.ofImages(9))).isTrue();
    assertThat(Budget.ofImages(9).covers(Budget.UNLIMITED)).isFalse();
    assertThat(Budget.ofImages(9).covers(Budget.ofImages(9))).isTrue();
    assertThat(Budget.ofImages(9).covers(Budget.ofMoney(BigDecimal.ONE))).isFalse();
  }
}
