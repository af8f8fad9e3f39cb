package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;

/** Loss and accuracy against the images billed. */
final class CurveSection implements Section {
  @Override
  public String key() {
    return "training";
  }

  @Override
  public String title() {
    return "Training";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return !run.curve().isEmpty();
  }

  @Override
  public void write(RunReport run, Page page) {
    List<CurvePoint> curve = run.curve();
    page.paragraph(
        "What every billed image bought: accuracy above, loss below. Accuracy on a mini-batch is"
            + " noisy; the validation accuracy is the one to judge by.");
    CurvePoint first = curve.get(0);
    CurvePoint last = curve.get(curve.size() - 1);
    ObjectNode chart =
        page.chart(
            "curve",
            "Training: the loss goes from %s to %s over %s billed images."
                .formatted(
                    Figures.decimal(first.loss()),
                    Figures.decimal(last.loss()),
                    Figures.count(last.billedImages())));
    ArrayNode points = chart.putArray("points");
    curve.forEach(point -> add(point, points.addObject()));
    page.folded(table(curve));
  }

  private static void add(CurvePoint point, ObjectNode node) {
    node.put("images", point.billedImages()).put("loss", point.loss());
    point.batchAccuracy().ifPresent(value -> node.put("batch", value));
    point
        .validation()
        .ifPresent(
            value ->
                node.put("validation", value.value())
                    .put("low", value.low())
                    .put("high", value.high()));
  }

  private static Table table(List<CurvePoint> curve) {
    Table table =
        Table.of(
            "The training in numbers",
            Table.number("Images billed"),
            Table.number("Loss"),
            Table.number("Batch accuracy"),
            Table.number("Validation accuracy"),
            Table.number("95 % interval"));
    for (CurvePoint point : curve) {
      table.row(
          Figures.count(point.billedImages()),
          Figures.decimal(point.loss()),
          Figures.percent(point.batchAccuracy()),
          Figures.percent(
              point
                  .validation()
                  .map(estimate -> OptionalDouble.of(estimate.value()))
                  .orElse(OptionalDouble.empty())),
          point.validation().map(Figures::interval).orElse(Figures.NONE));
    }
    return table;
  }
}
