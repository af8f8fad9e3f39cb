package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.report.MethodComparison.Fact;
import io.retask.report.MethodComparison.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodComparisonTest {
  private static final Instant DAY = Instant.parse("2026-03-14T09:26:00Z");
  @TempDir Path folder;

  private static MethodAtBudget row(String method, Role role, long budget, double accuracy) {
    return new MethodAtBudget(
        method,
        role,
        budget,
        new Seeds(3, 3),
        role == Role.WITHOUT_BOX ? 0 : budget - 20.0,
        role == Role.WITHOUT_BOX ? 0 : 8,
        Optional.of(new Estimate(accuracy, accuracy - 0.05, accuracy + 0.05)),
        OptionalDouble.of(accuracy - 0.01),
        OptionalDouble.of(accuracy + 0.01),
        OptionalDouble.of(accuracy),
        1.25,
        Optional.empty());
  }

  private static MethodAtBudget refused(String method, long budget) {
    return new MethodAtBudget(
        method,
        Role.WITH_BOX,
        budget,
        new Seeds(0, 3),
        0,
        0,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        Optional.of("a step takes 60 images"));
  }

  static MethodComparison sample(String strange) {
    return new MethodComparison(
        "Methods compared on lesions",
        List.of("At a budget of 900 images “auto:8” is the most accurate.", "Raw pixels do not."),
        List.of(new Fact("Box", "tiny"), new Fact("Seeds", "3")),
        List.of(
            row("auto:8", Role.OURS, 300, 0.7),
            refused(strange, 300),
            row("raw", Role.WITHOUT_BOX, 300, 0.6),
            row("auto:8", Role.OURS, 900, 0.8),
            row(strange, Role.WITH_BOX, 900, 0.5),
            row("raw", Role.WITHOUT_BOX, 900, 0.6)),
        List.of(
            new Finding(300, List.of("“raw” is 10.0 points below (p = 0.020).")),
            new Finding(900, List.of("“raw” is 20.0 points below (p < 0.001)."))),
        List.of("Every training has an account of its own."),
        DAY,
        "0.1.0",
        Optional.empty());
  }

  @Test
  void thePageSaysEverything() {
    String page = new ReportWriter().page(sample("bar"));
    assertThat(page)
        .contains("<title>Methods compared on lesions · Retask</title>")
        .contains("<strong>Result</strong><p>At a budget of 900 images “auto:8”")
        .contains("<h3>Budget of 300 images</h3>", "<h3>Budget of 900 images</h3>")
        .contains("(p\u00A0&lt;\u00A00.001).")
        .contains("<li>bar at 300 images: a step takes 60 images</li>")
        .contains("<dt>Box</dt><dd>tiny</dd>")
        .contains("Every training has an account of its own.", "Retask 0.1.0, 2026-03-14")
        .doesNotContain("http://localhost");
    assertThat(page)
        .contains(
            "\"kind\":\"contest\",\"series\":[{\"name\":\"auto:8\",\"points\":"
                + "[{\"images\":280.0,\"accuracy\":0.7,\"low\":0.6499999999999999,\"high\":0.75}")
        .contains("{\"name\":\"bar\",\"points\":[{\"images\":880.0,\"accuracy\":0.5")
        .contains("{\"name\":\"raw\",\"points\":[{\"images\":0.0,\"accuracy\":0.6");
  }

  @Test
  void everyRowIsInTheTableAndOursStandsOut() {
    String page = new ReportWriter().page(sample("bar"));
    assertThat(page)
        .contains(
            "<tr class=\"ours\"><th scope=\"row\">auto:8</th><td class=\"number\">900</td>"
                + "<td class=\"number\">880</td><td class=\"number\">80.0 %</td>"
                + "<td class=\"number\">75.0 to 85.0 %</td><td class=\"number\">79.0 %, 81.0 %</td>"
                + "<td class=\"number\">80.0 %</td><td class=\"number\">8</td>"
                + "<td class=\"number\">1.3</td></tr>")
        .contains(
            "<th scope=\"row\">bar</th><td class=\"number\">300</td><td class=\"number\">–</td>"
                + "<td class=\"number\">not possible</td>");
  }

  private static MethodComparison study(List<PublishedFigure> published) {
    MethodComparison plain = sample("bar");
    return new MethodComparison(
        "Study squares",
        plain.conclusions(),
        plain.facts(),
        plain.rows(),
        plain.findings(),
        plain.rules(),
        DAY,
        "0.1.0",
        Optional.of(
            new StudyFacts(
                "Study squares",
                List.of("Count the white squares."),
                List.of(new Picture("aGFsbG8=", 36, 36, "three")),
                published)));
  }

  @Test
  void aStudyHasAColumnOfPublishedFigures() {
    PublishedFigure figure =
        new PublishedFigure(
            "auto:8",
            "about 97 %",
            "Inception-V3",
            "a blog about it",
            PublishedFigure.Status.SECOND_HAND);
    String page = new ReportWriter().page(study(List.of(figure)));
    assertThat(page)
        .contains(
            "<th scope=\"col\" class=\"number\">95 % interval</th>"
                + "<th scope=\"col\" class=\"words\">Published</th>")
        .contains(
            "<td class=\"number\">75.0 to 85.0 %</td>"
                + "<td class=\"words\">about 97 % (second hand, not verified)</td>"
                + "<td class=\"number\">79.0 %, 81.0 %</td>")
        .contains("<td class=\"words\">–</td><td class=\"number\">59.0 %, 61.0 %</td>")
        .contains(
            "<li>Published beside “auto:8”: about 97\u00A0%, with Inception-V3; a blog about it"
                + " (second hand, not verified).</li>")
        .contains("<h2>The task</h2><p>Count the white squares.</p>")
        .contains("alt=\"three\"", "<span class=\"small\">three</span>");
  }

  @Test
  void aStudyWithoutCheckedFiguresSaysSo() {
    assertThat(new ReportWriter().page(study(List.of())))
        .contains(
            "<li>No published figure of this task could be checked at its source, so none is"
                + " shown.</li>");
    assertThat(new ReportWriter().page(sample("bar"))).doesNotContain("Published", "The task");
  }

  @Test
  void wordsFromOutsideAreEscaped() {
    String page = new ReportWriter().page(sample("<script>alert(1)</script>"));
    assertThat(page).doesNotContain("<script>alert(1)");
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void thePageIsWrittenAsAWhole() throws Exception {
    Path file = folder.resolve("comparison.html");
    new ReportWriter().write(sample("bar"), file);
    assertThat(file).content().isEqualTo(new ReportWriter().page(sample("bar")));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aRowOverFewerSeedsIsMarked() {
    MethodComparison whole = sample("bar");
    MethodAtBudget row = whole.rows().get(0);
    MethodAtBudget part =
        new MethodAtBudget(
            row.method(),
            row.role(),
            row.budget(),
            new Seeds(2, 3),
            row.billedImages(),
            row.imagesPerPrediction(),
            row.accuracy(),
            row.lowest(),
            row.highest(),
            row.balancedAccuracy(),
            row.seconds(),
            Optional.of("a step takes 60 images"));
    MethodComparison comparison =
        new MethodComparison(
            whole.title(),
            whole.conclusions(),
            whole.facts(),
            List.of(part, row),
            whole.findings(),
            whole.rules(),
            DAY,
            "0.1.0",
            Optional.empty());
    assertThat(new ReportWriter().page(comparison))
        .contains(
            "<td class=\"number\">70.0 % (2 of 3 seeds)</td>", "<td class=\"number\">70.0 %</td>")
        .contains("<li>auto:8 at 300 images: a step takes 60 images</li>");
    assertThatThrownBy(() -> new Seeds(4, 3)).hasMessage("4 of 3 seeds cannot have a result");
  }

  @Test
  void aRowHasAResultOrAReason() {
    assertThatThrownBy(
            () ->
                new MethodAtBudget(
                    "bar",
                    Role.WITH_BOX,
                    300,
                    new Seeds(0, 3),
                    0,
                    0,
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    0,
                    Optional.empty()))
        .hasMessage("'bar' at 300 images has neither a result nor a reason why");
    assertThatThrownBy(
            () ->
                new MethodComparison(
                    "x",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    DAY,
                    "1",
                    Optional.empty()))
        .hasMessage("a comparison has rows and conclusions, but this one has 0 and 0");
  }
}
