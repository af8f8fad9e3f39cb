package io.retask.blackbox.meter;

import java.io.IOException;
import java.io.UncheckedIOException;

/** All attempts of a ledger as text. */
public final class LedgerExport {
  private LedgerExport() {}

  /**
   * Writes CSV (RFC 4180) with a head line, a line an attempt, in the order of reservation.
   *
   * @throws UncheckedIOException if the target cannot be written
   */
  public static void csv(Ledger ledger, Appendable out) {
    line(out, "attempt,box,cause,images,state,reservedAt,money,currency,note");
    ledger.attempts(attempt -> line(out, row(attempt)));
  }

  private static String row(Attempt attempt) {
    return String.join(
        ",",
        String.valueOf(attempt.id()),
        quoted(attempt.box()),
        attempt.cause().key(),
        String.valueOf(attempt.images()),
        attempt.state().key(),
        attempt.reservedAt().toString(),
        attempt.money().toPlainString(),
        attempt.currency(),
        quoted(attempt.note()));
  }

  private static void line(Appendable out, String text) {
    try {
      out.append(text).append("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text from a box may hold anything; a leading sign would be a formula to a spreadsheet. */
  private static String quoted(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
