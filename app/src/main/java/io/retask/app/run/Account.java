package io.retask.app.run;

import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerExport;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a run has spent, as {@code ledger show} prints it.
 *
 * @param reservedImages images of all attempts: what the budget counts
 * @param settledImages images whose answer is stored
 * @param unknownImages images whose answer never came: counted as spent
 * @param cachedImages images that were answered from the store
 * @param byCause reserved images for each cause
 * @param money at the box's price
 * @param currency an ISO 4217 code
 */
public record Account(
    long reservedImages,
    long settledImages,
    long unknownImages,
    long cachedImages,
    Map<String, Long> byCause,
    BigDecimal money,
    String currency) {

  /** The account of a run; sends nothing. */
  public static Account of(Path run) {
    try (Ledger ledger = ledger(run)) {
      return of(ledger.bill());
    }
  }

  static Account of(Bill bill) {
    return new Account(
        bill.reservedImages(),
        bill.settledImages(),
        bill.unknownImages(),
        bill.cachedImages(),
        Estimate.keyed(bill),
        bill.money(),
        bill.currency());
  }

  private static Ledger ledger(Path run) {
    return Ledger.existing(RunFolder.existing(run).ledger(), InstantSource.system());
  }

  /** Every attempt as a line of CSV, a header first. */
  public static void export(Path run, Consumer<String> line) {
    StringBuilder text = new StringBuilder();
    try (Ledger ledger = ledger(run)) {
      LedgerExport.csv(ledger, text);
    }
    text.toString().lines().forEach(line);
  }

  /** The same for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("reserved  %,12d images".formatted(reservedImages));
    byCause.forEach((cause, images) -> lines.add("  %-12s %,7d".formatted(cause, images)));
    lines.add("settled   %,12d".formatted(settledImages));
    lines.add("unknown   %,12d (sent, or about to be, without an answer)".formatted(unknownImages));
    lines.add("cached    %,12d (free)".formatted(cachedImages));
    lines.add("money     %12s %s".formatted(money.toPlainString(), currency));
    return lines;
  }
}
