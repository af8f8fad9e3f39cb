package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.retask.metric.Reliability;

/** Whether the stated probabilities can be taken at their word. */
final class ReliabilitySection implements Section {
  @Override
  public String key() {
    return "reliability";
  }

  @Override
  public String title() {
    return "Whether it is right as often as it says";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return run.reliability().isPresent();
  }

  @Override
  public void write(RunReport run, Page page) {
    Reliability found = run.reliability().orElseThrow();
    page.paragraph(sentence(found));
    page.paragraph(
        "Examples of similar stated probability are taken together. A dot on the dashed line is"
            + " right as often as it says, one below it less often; a larger dot stands for more"
            + " examples, and the upright line is its 95 % interval. Over all dots, what it says"
            + " and how often it is right lie %s points apart (95 %% interval %s to %s; chance alone keeps this above 0)."
                .formatted(
                    Figures.points(found.expectedError()),
                    Figures.points(found.expectedErrorCi95().low()),
                    Figures.points(found.expectedErrorCi95().high())));
    chart(found, page);
    page.folded(table(found));
  }

  private static String sentence(Reliability found) {
    double right = (double) found.right() / found.count();
    return "On %s held-out examples it says %s on average and is right %s of the time: %s"
        .formatted(
            Figures.count(found.count()),
            Figures.percent(found.confidence()),
            Figures.percent(right),
            verdict(found, right));
  }

  private static String verdict(Reliability found, double right) {
    if (found.rightCi95().contains(found.confidence())) {
      return "that difference may be chance.";
    }
    return found.confidence() > right
        ? "it is too sure of itself."
        : "it is right more often than it says.";
  }

  private static void chart(Reliability found, Page page) {
    ArrayNode dots =
        page.chart(
                "reliability",
                "How often it is right against how sure it says it is, in %d groups of examples."
                    .formatted(found.bins().size()))
            .putArray("bins");
    for (Reliability.Bin bin : found.bins()) {
      dots.addObject()
          .put("low", bin.low())
          .put("high", bin.high())
          .put("count", bin.count())
          .put("confidence", bin.confidence())
          .put("accuracy", bin.accuracy())
          .put("from", bin.accuracyCi95().low())
          .put("to", bin.accuracyCi95().high());
    }
  }

  private static Table table(Reliability found) {
    Table table =
        Table.of(
            "Stated probability and right answers",
            Table.words("Says"),
            Table.number("Examples"),
            Table.number("Says on average"),
            Table.number("Is right"),
            Table.number("95 % interval"));
    for (Reliability.Bin bin : found.bins()) {
      table.row(
          Figures.range(bin.low(), bin.high()),
          Figures.count(bin.count()),
          Figures.percent(bin.confidence()),
          Figures.percent(bin.accuracy()),
          Figures.range(bin.accuracyCi95().low(), bin.accuracyCi95().high()));
    }
    return table;
  }
}
