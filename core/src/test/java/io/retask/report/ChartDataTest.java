package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.metric.Interval;
import io.retask.metric.Reliability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers that the charts draw are the numbers of the model, to the last bit. */
class ChartDataTest {
  private static final RunReport RUN = SampleReports.full();
  private static final PageText PAGE = PageText.of(RUN);

  @Test
  void methodsInFallingOrder() {
    JsonNode rows = PAGE.chart("methods").get("rows");
    List<MethodResult> sorted =
        RUN.results().stream()
            .sorted((a, b) -> Double.compare(b.accuracy().value(), a.accuracy().value()))
            .toList();
    assertThat(rows).hasSameSizeAs(sorted);
    for (int i = 0; i < sorted.size(); i++) {
      MethodResult row = sorted.get(i);
      assertThat(rows.get(i).get("name").asText()).isEqualTo(row.method());
      assertThat(rows.get(i).get("role").asText()).isEqualTo(row.role().key());
      assertThat(rows.get(i).get("accuracy").asDouble()).isEqualTo(row.accuracy().value());
      assertThat(rows.get(i).get("low").asDouble()).isEqualTo(row.accuracy().low());
      assertThat(rows.get(i).get("high").asDouble()).isEqualTo(row.accuracy().high());
      assertThat(rows.get(i).get("images").asLong()).isEqualTo(row.billedImages());
    }
  }

  @Test
  void confusion() {
    JsonNode chart = PAGE.chart("confusion");
    Evaluation evaluation = RUN.evaluation().orElseThrow();
    for (int i = 0; i < 4; i++) {
      assertThat(chart.get("classes").get(i).asText()).isEqualTo(evaluation.classes().get(i));
      for (int j = 0; j < 4; j++) {
        assertThat(chart.get("counts").get(i).get(j).asLong())
            .isEqualTo(evaluation.confusion().get(i).get(j));
      }
    }
  }

  @Test
  void reliability() {
    JsonNode bins = PAGE.chart("reliability").get("bins");
    assertThat(bins).hasSize(7);
    Reliability.Bin last = SampleReports.reliability().bins().get(6);
    assertThat(bins.get(6).get("count").asInt()).isEqualTo(113);
    assertThat(bins.get(6).get("confidence").asDouble()).isEqualTo(last.confidence());
    assertThat(bins.get(6).get("accuracy").asDouble()).isEqualTo(last.accuracy());
    assertThat(bins.get(6).get("from").asDouble()).isEqualTo(Interval.wilson(111, 113).low());
    assertThat(bins.get(6).get("to").asDouble()).isEqualTo(Interval.wilson(111, 113).high());
  }

  @Test
  void curve() {
    JsonNode points = PAGE.chart("curve").get("points");
    assertThat(points).hasSameSizeAs(RUN.curve());
    for (int i = 0; i < RUN.curve().size(); i++) {
      CurvePoint point = RUN.curve().get(i);
      JsonNode node = points.get(i);
      assertThat(node.get("images").asLong()).isEqualTo(point.billedImages());
      assertThat(node.get("loss").asDouble()).isEqualTo(point.loss());
      assertThat(node.get("batch").asDouble()).isEqualTo(point.batchAccuracy().getAsDouble());
      assertThat(node.has("validation")).isEqualTo(point.validation().isPresent());
      point
          .validation()
          .ifPresent(
              value -> {
                assertThat(node.get("validation").asDouble()).isEqualTo(value.value());
                assertThat(node.get("low").asDouble()).isEqualTo(value.low());
                assertThat(node.get("high").asDouble()).isEqualTo(value.high());
              });
    }
  }

  @Test
  void aLongCurveIsThinnedButKeepsItsEndAndWhatWasValidated() {
    List<CurvePoint> curve =
        IntStream.range(0, 9_000)
            .mapToObj(
                i ->
                    new CurvePoint(
                        i,
                        1.0 / (i + 1),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        i == 4_321 ? Optional.of(new Estimate(0.5, 0.4, 0.6)) : Optional.empty()))
            .toList();
    PageText page = PageText.of(RunReport.about(RUN.headline()).curve(curve).build());
    JsonNode points = page.chart("curve").get("points");
    assertThat(points).hasSize(1_802);
    assertThat(points.get(1_801).get("images").asInt()).isEqualTo(8_999);
    assertThat(points.findValues("validation")).hasSize(1);
    assertThat(page.content()).contains("The training in numbers: 102 of 9000 points");
  }

  @Test
  void aCurveOfRoundsIsNotTakenForMiniBatches() {
    CurvePoint round =
        new CurvePoint(300, 0.4, OptionalDouble.empty(), OptionalDouble.of(0.75), Optional.empty());
    PageText page = PageText.of(RunReport.about(RUN.headline()).curve(List.of(round)).build());
    assertThat(page.chart("curve").get("points").get(0).get("crossValidated").asDouble())
        .isEqualTo(0.75);
    assertThat(page.content())
        .contains("both are cross-validated on the labelled examples")
        .contains(">Cross-validated accuracy</th>")
        .contains("<td class=\"number\">75.0 %</td>")
        .doesNotContain("mini-batch");
  }

  @Test
  void aCurveOfLossesAloneSaysSo() {
    CurvePoint point =
        new CurvePoint(1, 2, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
    assertThat(PageText.of(RunReport.about(RUN.headline()).curve(List.of(point)).build()).content())
        .contains("What every billed image bought: the loss on the training examples.");
  }

  @Test
  void manyClassesShowFewerLabelsEach() {
    List<ClassMapping> classes =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    new ClassMapping(
                        "c" + i,
                        IntStream.range(0, 9)
                            .mapToObj(k -> new SourceWeight("s" + i + "-" + k, 9 - k))
                            .toList()))
            .toList();
    PageText page =
        PageText.of(
            RunReport.about(RUN.headline())
                .mapping(new MappingTable(MappingTable.Kind.SHARES, classes))
                .build());
    assertThat(page.chart("mapping").get("links")).hasSize(36);
    assertThat(page.content())
        .contains("up to 3 of the strongest labels of each class; the table lists all given.")
        .contains("s11-8 (1.00)");
  }

  @Test
  void mapping() {
    JsonNode links = PAGE.chart("mapping").get("links");
    assertThat(links).hasSize(16);
    ClassMapping first = RUN.mapping().orElseThrow().classes().get(0);
    assertThat(links.get(0).get("target").asText()).isEqualTo(first.target());
    assertThat(links.get(0).get("source").asText()).isEqualTo(first.sources().get(0).label());
    assertThat(links.get(0).get("weight").asDouble()).isEqualTo(first.sources().get(0).weight());
  }

  @Test
  void ledgerInTheOrderOfTheCauses() {
    JsonNode causes = PAGE.chart("ledger").get("causes");
    assertThat(causes.findValuesAsText("cause"))
        .containsExactly("probe", "training", "views", "validation", "baseline", "evaluation");
    assertThat(causes.get(1).get("images").asLong()).isEqualTo(7_228);
  }

  @Test
  void everyChartHasItsPlaceAndItsWords() {
    assertThat(PAGE.charts()).hasSize(6);
    PAGE.charts()
        .forEach(
            chart ->
                assertThat(PAGE.content())
                    .containsPattern(
                        "id=\"%s\" role=\"img\" aria-label=\"[^\"]+\""
                            .formatted(chart.get("id").asText())));
  }

  @Test
  void everyChartHasADrawing() {
    PAGE.charts()
        .forEach(
            chart ->
                assertThat(PAGE.all()).contains("drawings." + chart.get("kind").asText() + " = {"));
  }

  @Test
  void comparisonShowsEachRunThatWasEvaluated() {
    PageText page = PageText.of(RUN, SampleReports.unhelpful(), SampleReports.bare());
    JsonNode rows = page.charts().get(0).get("rows");
    assertThat(rows.findValuesAsText("name"))
        .containsExactly("skin lesions, 4 views", "skin lesions, small box");
    assertThat(rows.get(1).get("accuracy").asDouble()).isEqualTo(0.733);
  }
}
