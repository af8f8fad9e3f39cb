package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Each class on its own, and which are taken for which. */
final class ClassesSection implements Section {
  @Override
  public String key() {
    return "classes";
  }

  @Override
  public String title() {
    return "Class by class";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return run.evaluation().isPresent();
  }

  @Override
  public void write(RunReport run, Page page) {
    Evaluation evaluation = run.evaluation().orElseThrow();
    page.paragraph(
        "Measured on %s examples (%s). Sensitivity: of the examples of a class, how many are found."
                .formatted(Figures.count(evaluation.total()), evaluation.evidence().words())
            + " Specificity: of all others, how many are rightly not given this class. Precision:"
            + " when this class is answered, how often it is true.");
    perClass(evaluation).writeTo(page.html());
    heatMap(evaluation, page);
    page.folded(confusion(evaluation));
  }

  private static Table perClass(Evaluation evaluation) {
    Table table =
        Table.of(
            "Each class against the rest",
            Table.words("Class"),
            Table.number("Sensitivity"),
            Table.number("Specificity"),
            Table.number("Precision"),
            Table.number("Examples"));
    for (ClassFigures figures : evaluation.figures()) {
      table.row(
          figures.label(),
          Figures.percent(figures.sensitivity()),
          Figures.percent(figures.specificity()),
          Figures.percent(figures.precision()),
          Figures.count(figures.support()));
    }
    return table;
  }

  private static void heatMap(Evaluation evaluation, Page page) {
    ObjectNode chart =
        page.chart(
            "confusion",
            "Confusion matrix of %d classes: rows are true classes, columns are answers."
                .formatted(evaluation.classes().size()));
    evaluation.classes().forEach(chart.putArray("classes")::add);
    ArrayNode rows = chart.putArray("counts");
    evaluation.confusion().forEach(row -> row.forEach(rows.addArray()::add));
  }

  private static Table confusion(Evaluation evaluation) {
    Table.Column[] columns =
        Stream.concat(
                Stream.of(Table.words("True class")),
                evaluation.classes().stream().map(Table::number))
            .toArray(Table.Column[]::new);
    Table table = Table.of("Confusion matrix: a column for each answer", columns);
    for (int i = 0; i < evaluation.classes().size(); i++) {
      List<String> cells = new ArrayList<>(List.of(evaluation.classes().get(i)));
      evaluation.confusion().get(i).forEach(entry -> cells.add(Figures.count(entry)));
      table.row(false, cells);
    }
    return table;
  }
}
