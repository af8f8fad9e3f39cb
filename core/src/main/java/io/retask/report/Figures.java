package io.retask.report;

import io.retask.blackbox.meter.Bill;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** How numbers are written for people. */
final class Figures {
  /** What stands where there is no number. */
  static final String NONE = "–";

  private Figures() {}

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : NONE;
  }

  static String interval(Estimate estimate) {
    return range(estimate.low(), estimate.high());
  }

  static String range(double low, double high) {
    return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * low, 100 * high);
  }

  /** A difference of shares, such as "5.3" percentage points. */
  static String points(double difference) {
    return String.format(Locale.ROOT, "%.1f", 100 * difference);
  }

  /** The same words, with numbers kept on the line of their unit. */
  static String unbroken(String words) {
    return words.replaceAll("(?<=\\d) (?=%|s\\b|min\\b|h\\b)", "\u00A0");
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  static String decimal(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  /** The p-value of a difference that may be chance, rounded so that it never looks below 0.05. */
  static String chance(double p) {
    return String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
  }

  static String decimal(OptionalDouble number) {
    return number.isPresent() ? decimal(number.getAsDouble()) : NONE;
  }

  static String money(Bill bill) {
    if (bill.money().signum() == 0) {
      return "free of charge";
    }
    return bill.money().setScale(2, RoundingMode.CEILING).toPlainString() + " " + bill.currency();
  }

  static String time(Duration time) {
    if (time.toMinutes() == 0) {
      return seconds(time.toMillis() / 1000.0) + " s";
    }
    return time.toHours() == 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
  }
}
