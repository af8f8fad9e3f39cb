package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Comparator;
import java.util.List;

/** Our method beside every baseline. */
final class ResultsSection implements Section {
  @Override
  public String key() {
    return "results";
  }

  @Override
  public String title() {
    return "How well it works";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return true;
  }

  @Override
  public void write(RunReport run, Page page) {
    if (run.results().isEmpty()) {
      page.note("No method was evaluated, so there is no accuracy to show.");
      return;
    }
    List<MethodResult> rows =
        run.results().stream()
            .sorted(Comparator.comparingDouble(row -> -row.accuracy().value()))
            .toList();
    page.paragraph(
        "The share of right answers. The dot is the measured accuracy; the line is its 95 %"
            + " interval: where two lines share much of their length, the difference may be chance.");
    chart(rows, page);
    table(rows).writeTo(page.html());
    describe(rows, page.html());
  }

  private static void chart(List<MethodResult> rows, Page page) {
    MethodResult best = rows.get(0);
    ArrayNode points =
        page.chart(
                "methods",
                "Accuracy of %d methods with 95 %% intervals; the highest is %s with %s."
                    .formatted(
                        rows.size(), best.method(), Figures.percent(best.accuracy().value())))
            .putArray("rows");
    for (MethodResult row : rows) {
      points
          .addObject()
          .put("name", row.method())
          .put("role", row.role().key())
          .put("note", row.role().words() + ", " + row.evidence().words())
          .put("accuracy", row.accuracy().value())
          .put("low", row.accuracy().low())
          .put("high", row.accuracy().high())
          .put("images", row.billedImages());
    }
    page.html().open("p", "class", "legend");
    for (Role role : Role.values()) {
      page.html().element("span", role.words(), "class", "key " + role.key());
    }
    page.html().close();
  }

  private static Table table(List<MethodResult> rows) {
    Table table =
        Table.of(
            "Every method, the most accurate first",
            Table.words("Method"),
            Table.number("Accuracy"),
            Table.number("95 % interval"),
            Table.number("Balanced accuracy"),
            Table.number("AUC"),
            Table.number("Images billed"),
            Table.number("Images per prediction"),
            Table.words("Measured on"));
    rows.forEach(row -> table.row(row.role() == Role.OURS, cells(row)));
    return table;
  }

  private static List<String> cells(MethodResult row) {
    return List.of(
        row.method(),
        Figures.percent(row.accuracy().value()),
        Figures.interval(row.accuracy()),
        Figures.percent(row.balancedAccuracy()),
        Figures.decimal(row.auc()),
        Figures.count(row.billedImages()),
        Figures.count(row.imagesPerPrediction()),
        basis(row));
  }

  /** How many examples of what kind a figure is of. */
  static String basis(MethodResult row) {
    return "%s (%s)".formatted(Figures.count(row.examples()), row.evidence().words());
  }

  private static void describe(List<MethodResult> rows, Html html) {
    html.open("details").element("summary", "What each method is").open("dl", "class", "methods");
    for (MethodResult row : rows) {
      html.element("dt", row.method() + " (" + row.role().words() + ")");
      html.element("dd", row.sentence());
    }
    html.close().close();
  }
}
