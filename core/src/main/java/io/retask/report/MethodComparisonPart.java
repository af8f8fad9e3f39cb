package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.report.MethodComparison.Finding;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page that compares methods at equal bills. */
final class MethodComparisonPart {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private final MethodComparison comparison;

  MethodComparisonPart(MethodComparison comparison) {
    this.comparison = comparison;
  }

  void write(Page page) {
    headline(page.html());
    comparison
        .study()
        .map(StudyPart::new)
        .ifPresent(
            study -> {
              section(page, "task", "The task", study::task);
              section(page, "published", "What was published", study::published);
            });
    section(page, "curves", "Accuracy for the bill", this::curves);
    section(page, "differences", "Which differences are real", this::differences);
    section(page, "setup", "What was compared", this::setup);
  }

  private void headline(Html html) {
    html.open("header", "class", "headline").element("h1", comparison.title());
    html.open("div", "class", "conclusion").element("strong", "Result");
    comparison.conclusions().forEach(sentence -> html.element("p", Figures.unbroken(sentence)));
    html.close().close();
  }

  private static void section(Page page, String id, String title, Content content) {
    page.html().open("section", "id", id).element("h2", title);
    content.write(page);
    page.html().close();
  }

  private void curves(Page page) {
    page.paragraph(
        "Mean accuracy on the test examples against the images that training billed. Lines from a"
            + " point upwards and downwards are its 95 % interval. Dashed lines bill no training.");
    ArrayNode series =
        page.chart(
                "contest",
                "Accuracy against billed images: %s".formatted(comparison.conclusions().get(0)))
            .putArray("series");
    byMethod().forEach((method, rows) -> add(series.addObject(), method, rows));
    table().writeTo(page.html());
    refusals(page);
  }

  private Map<String, List<MethodAtBudget>> byMethod() {
    Map<String, List<MethodAtBudget>> byMethod = new LinkedHashMap<>();
    for (MethodAtBudget row : comparison.rows()) {
      byMethod.computeIfAbsent(row.method(), name -> rowsOf(name));
    }
    return byMethod;
  }

  private List<MethodAtBudget> rowsOf(String method) {
    return comparison.rows().stream()
        .filter(row -> row.method().equals(method) && row.accuracy().isPresent())
        .toList();
  }

  private static void add(ObjectNode node, String method, List<MethodAtBudget> rows) {
    node.put("name", method);
    ArrayNode points = node.putArray("points");
    for (MethodAtBudget row : rows) {
      Estimate accuracy = row.accuracy().orElseThrow();
      node.put("role", row.role().key());
      points
          .addObject()
          .put("images", row.billedImages())
          .put("accuracy", accuracy.value())
          .put("low", accuracy.low())
          .put("high", accuracy.high());
    }
  }

  private Table table() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.words("Method"));
    columns.add(Table.number("Budget"));
    columns.add(Table.number("Images billed"));
    columns.add(Table.number("Accuracy"));
    columns.add(Table.number("95 % interval"));
    comparison.study().ifPresent(study -> columns.add(Table.words("Published")));
    columns.add(Table.number("Worst and best seed"));
    columns.add(Table.number("Balanced accuracy"));
    columns.add(Table.number("Images per prediction, at most"));
    columns.add(Table.number("Training, s"));
    Table table = Table.of("Every method at every budget", columns.toArray(Table.Column[]::new));
    comparison.rows().forEach(row -> table.row(row.role() == Role.OURS, cells(row)));
    return table;
  }

  private List<String> cells(MethodAtBudget row) {
    List<String> cells = new ArrayList<>(accuracyCells(row));
    comparison.study().ifPresent(study -> cells.add(study.publishedFor(row.method())));
    cells.addAll(otherCells(row));
    return cells;
  }

  private static List<String> accuracyCells(MethodAtBudget row) {
    boolean none = row.accuracy().isEmpty();
    return List.of(
        row.method(),
        Figures.count(row.budget()),
        none ? Figures.NONE : Figures.count(Math.round(row.billedImages())),
        row.accuracy()
            .map(figure -> Figures.percent(figure.value()) + part(row.seeds()))
            .orElse("not possible"),
        row.accuracy().map(Figures::interval).orElse(Figures.NONE));
  }

  private static String part(Seeds seeds) {
    return seeds.part().map(" (%s)"::formatted).orElse("");
  }

  private static List<String> otherCells(MethodAtBudget row) {
    boolean none = row.accuracy().isEmpty();
    return List.of(
        none
            ? Figures.NONE
            : "%s, %s".formatted(Figures.percent(row.lowest()), Figures.percent(row.highest())),
        Figures.percent(row.balancedAccuracy()),
        none ? Figures.NONE : Figures.count(row.imagesPerPrediction()),
        none ? Figures.NONE : Figures.seconds(row.seconds()));
  }

  private void refusals(Page page) {
    List<MethodAtBudget> refused =
        comparison.rows().stream().filter(row -> row.refusal().isPresent()).toList();
    if (refused.isEmpty()) {
      return;
    }
    page.html().open("details").element("summary", "What was not possible, and why");
    page.html().open("ul", "class", "sentences");
    for (MethodAtBudget row : refused) {
      page.html()
          .element(
              "li",
              "%s at %s images: %s"
                  .formatted(
                      row.method(), Figures.count(row.budget()), row.refusal().orElseThrow()));
    }
    page.html().close().close();
  }

  private void differences(Page page) {
    for (Finding finding : comparison.findings()) {
      page.html().element("h3", "Budget of %s images".formatted(Figures.count(finding.budget())));
      page.html().open("ul", "class", "sentences");
      finding.sentences().forEach(sentence -> page.html().element("li", unbroken(sentence)));
      page.html().close();
    }
  }

  private static String unbroken(String sentence) {
    return Figures.unbroken(sentence).replaceAll("p ([<=]) ", "p\u00A0$1\u00A0");
  }

  private void setup(Page page) {
    page.facts(
        comparison.facts().stream().map(fact -> new Page.Fact(fact.name(), fact.value())).toList());
    page.html().open("ul", "class", "sentences");
    comparison.rules().forEach(rule -> page.html().element("li", rule));
    page.html().close();
    page.html()
        .element(
            "p",
            "Retask %s, %s".formatted(comparison.version(), DAY.format(comparison.finished())),
            "class",
            "small");
  }

  /** What stands below a heading. */
  private interface Content {
    void write(Page page);
  }
}
