package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Loss and accuracy against the images billed. */
final class CurveSection implements Section {
  private static final int MOST_IN_THE_CHART = 2_000;
  private static final int MOST_IN_THE_TABLE = 100;

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
    page.paragraph(words(curve));
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
    thinned(curve, MOST_IN_THE_CHART).forEach(point -> add(point, points.addObject()));
    page.folded(table(thinned(curve, MOST_IN_THE_TABLE), curve.size()));
  }

  private static String words(List<CurvePoint> curve) {
    if (isOfRounds(curve)) {
      return "What every billed image bought: accuracy above, loss below. Each point is a round of the"
          + " search; both are cross-validated on the labelled examples by the quick readout that"
          + " views are chosen with. The choice was made by the same figures, so they are hopeful.";
    }
    boolean judged = curve.stream().anyMatch(point -> point.validation().isPresent());
    boolean batches = curve.stream().anyMatch(point -> point.batchAccuracy().isPresent());
    if (!judged && !batches) {
      return "What every billed image bought: the loss on the training examples.";
    }
    return judged
        ? "What every billed image bought: accuracy above, loss below. Accuracy on a mini-batch is"
            + " noisy; the validation accuracy is the one to judge by."
        : "What every billed image bought: accuracy above, loss below. The accuracy is that on the"
            + " mini-batches of the training: it is noisy, and higher than on new examples.";
  }

  private static boolean isOfRounds(List<CurvePoint> curve) {
    return curve.stream().anyMatch(point -> point.crossValidated().isPresent());
  }

  /** Every k-th point, the last one, and all that were validated. */
  private static List<CurvePoint> thinned(List<CurvePoint> curve, int most) {
    int stride = (curve.size() - 1) / most + 1;
    return IntStream.range(0, curve.size())
        .filter(
            i -> i % stride == 0 || i == curve.size() - 1 || curve.get(i).validation().isPresent())
        .mapToObj(curve::get)
        .toList();
  }

  private static void add(CurvePoint point, ObjectNode node) {
    node.put("images", point.billedImages()).put("loss", point.loss());
    point.batchAccuracy().ifPresent(value -> node.put("batch", value));
    point.crossValidated().ifPresent(value -> node.put("crossValidated", value));
    point
        .validation()
        .ifPresent(
            value ->
                node.put("validation", value.value())
                    .put("low", value.low())
                    .put("high", value.high()));
  }

  private static Table table(List<CurvePoint> curve, int of) {
    Table table =
        Table.of(
            "The training in numbers: %d of %d points".formatted(curve.size(), of),
            Table.number("Images billed"),
            Table.number("Loss"),
            Table.number(isOfRounds(curve) ? "Cross-validated accuracy" : "Batch accuracy"),
            Table.number("Validation accuracy"),
            Table.number("95 % interval"));
    for (CurvePoint point : curve) {
      table.row(
          Figures.count(point.billedImages()),
          Figures.decimal(point.loss()),
          Figures.percent(isOfRounds(curve) ? point.crossValidated() : point.batchAccuracy()),
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
