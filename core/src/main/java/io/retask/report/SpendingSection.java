package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.retask.blackbox.meter.Bill;
import java.util.ArrayList;
import java.util.List;

/** The account of every image that was sent. */
final class SpendingSection implements Section {
  @Override
  public String key() {
    return "bill";
  }

  @Override
  public String title() {
    return "The bill";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return true;
  }

  @Override
  public void write(RunReport run, Page page) {
    if (run.spending().isEmpty()) {
      page.note("No account was given, so what the run cost is not known.");
      return;
    }
    Spending spending = run.spending().get();
    page.paragraph(
        "Every image sent to the box is counted before it leaves. An image whose answer never came"
            + " is unknown, and counts as spent. An answer from the store is free. Evaluation and"
            + " predictions are counted too, but not held against the budget of the training.");
    page.facts(facts(spending));
    if (!spending.bill().byCause().isEmpty()) {
      causes(spending.bill(), page);
    }
  }

  private static List<Page.Fact> facts(Spending spending) {
    Bill bill = spending.bill();
    List<Page.Fact> facts = new ArrayList<>();
    facts.add(new Page.Fact("Images billed in all", Figures.count(bill.reservedImages())));
    facts.add(new Page.Fact("of these answered", Figures.count(bill.settledImages())));
    facts.add(new Page.Fact("of these unknown", Figures.count(bill.unknownImages())));
    facts.add(new Page.Fact("Free from the store", Figures.count(bill.cachedImages())));
    facts.add(new Page.Fact("Budget of the training", budget(spending)));
    facts.add(new Page.Fact("Money", Figures.money(bill)));
    facts.add(
        new Page.Fact("Time of the last training process", Figures.time(spending.wallTime())));
    facts.add(
        new Page.Fact("Images per prediction", Figures.count(spending.imagesPerPrediction())));
    return facts;
  }

  private static String budget(Spending spending) {
    List<String> limits = new ArrayList<>();
    spending.budget().images().ifPresent(images -> limits.add(Figures.count(images) + " images"));
    spending
        .budget()
        .money()
        .ifPresent(money -> limits.add(money.toPlainString() + " " + spending.bill().currency()));
    return limits.isEmpty() ? "no limit" : String.join(" and ", limits);
  }

  private static void causes(Bill bill, Page page) {
    ArrayNode bars =
        page.chart("ledger", "Images billed by cause, %d causes.".formatted(bill.byCause().size()))
            .putArray("causes");
    Table table =
        Table.of(
            "Images billed by cause",
            Table.words("Cause"),
            Table.number("Images"),
            Table.number("Share"));
    bill.byCause()
        .forEach(
            (cause, images) -> {
              bars.addObject().put("cause", cause.key()).put("images", images);
              table.row(
                  cause.key(),
                  Figures.count(images),
                  Figures.percent(images / (double) Math.max(1, bill.reservedImages())));
            });
    table.writeTo(page.html());
  }
}
