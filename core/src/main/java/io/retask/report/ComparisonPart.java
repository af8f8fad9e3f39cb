package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;

/** Several runs side by side. */
final class ComparisonPart {
  private final List<RunReport> runs;

  ComparisonPart(List<RunReport> runs) {
    this.runs = runs;
  }

  void write(Page page) {
    Html html = page.html();
    html.open("header", "class", "headline");
    html.element("h1", "%d runs compared".formatted(runs.size())).close();
    html.open("nav", "class", "contents", "aria-label", "Runs");
    for (int i = 0; i < runs.size(); i++) {
      html.element("a", runs.get(i).headline().run(), "href", "#" + anchor(i));
    }
    html.close().open("section", "id", "comparison", "class", "comparison");
    html.element("h2", "Side by side");
    chart(page);
    if (differentData()) {
      page.note(
          "These runs do not all use the same data and split: differences between them may come"
              + " from the data.");
    }
    if (differentEvidence()) {
      page.note(
          "Some runs were judged by a held-out test and some on their labelled examples, which is"
              + " hopeful: compare only runs of the same kind.");
    }
    table().writeTo(html);
    html.close();
  }

  static String anchor(int index) {
    return "run-" + (index + 1);
  }

  private boolean differentData() {
    return runs.stream()
            .flatMap(run -> run.setup().stream())
            .map(setup -> setup.data().digest())
            .distinct()
            .count()
        > 1;
  }

  private boolean differentEvidence() {
    return runs.stream()
            .flatMap(run -> run.ours().stream())
            .map(MethodResult::evidence)
            .distinct()
            .count()
        > 1;
  }

  private void chart(Page page) {
    List<RunReport> measured = runs.stream().filter(run -> run.ours().isPresent()).toList();
    if (measured.isEmpty()) {
      page.note("No run was evaluated, so there is no accuracy to compare.");
      return;
    }
    ArrayNode rows =
        page.chart(
                "methods",
                "Accuracy of our method in %d runs with 95 %% intervals."
                    .formatted(measured.size()))
            .putArray("rows");
    for (RunReport run : measured) {
      MethodResult ours = run.ours().orElseThrow();
      rows.addObject()
          .put("name", run.headline().run())
          .put("role", Role.OURS.key())
          .put("note", ours.method() + ", " + ours.evidence().words())
          .put("accuracy", ours.accuracy().value())
          .put("low", ours.accuracy().low())
          .put("high", ours.accuracy().high())
          .put("images", ours.billedImages());
    }
  }

  private Table table() {
    Table table =
        Table.of(
            "The runs",
            Table.words("Run"),
            Table.words("Verdict"),
            Table.number("Accuracy"),
            Table.number("95 % interval"),
            Table.number("Best without the box"),
            Table.words("Measured on"),
            Table.number("Images billed"),
            Table.number("Images per prediction"),
            Table.words("Method, box and data"));
    runs.forEach(run -> table.row(false, cells(run)));
    return table;
  }

  private static List<String> cells(RunReport run) {
    Optional<MethodResult> ours = run.ours();
    return List.of(
        run.headline().run(),
        run.headline().conclusion().verdict().words(),
        ours.map(row -> Figures.percent(row.accuracy().value())).orElse(Figures.NONE),
        ours.map(row -> Figures.interval(row.accuracy())).orElse(Figures.NONE),
        run.best(Role.WITHOUT_BOX)
            .map(row -> Figures.percent(row.accuracy().value()))
            .orElse(Figures.NONE),
        ours.map(ResultsSection::basis).orElse(Figures.NONE),
        run.spending()
            .map(spending -> Figures.count(spending.bill().reservedImages()))
            .orElse(Figures.NONE),
        run.spending()
            .map(spending -> Figures.count(spending.imagesPerPrediction()))
            .orElse(Figures.NONE),
        run.setup().map(ComparisonPart::made).orElse(Figures.NONE));
  }

  private static String made(Setup setup) {
    return "%s: %s on %s".formatted(setup.method(), setup.box().name(), setup.data().name());
  }
}
