package io.retask.report;

/** What the records of a report ask of their parts. */
final class Checks {
  private Checks() {}

  /** A text with at least one visible character. */
  static String words(String text, String what) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " is blank, but a report names everything");
    }
    return text;
  }

  /** A number in [0,1]. */
  static double share(double value, String what) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s, but a share lies in [0,1]".formatted(what, value));
    }
    return value;
  }

  /** A count of at least {@code least}. */
  static long count(long value, long least, String what) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, but it must be at least %d".formatted(what, value, least));
    }
    return value;
  }
}
