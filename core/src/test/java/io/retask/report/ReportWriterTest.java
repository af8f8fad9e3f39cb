package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.meter.Budget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportWriterTest {
  private static final PageText FULL = PageText.of(SampleReports.full());
  private static final PageText BARE = PageText.of(SampleReports.bare());

  @TempDir Path folder;

  @Test
  void beginsWithTheConclusion() {
    assertThat(FULL.content())
        .contains(
            "<h1>skin lesions, 4 views</h1><div class=\"conclusion helps\">"
                + "<strong>The box helps</strong><p>“Views with readout” is right on 83.8\u00A0%");
    assertThat(FULL.content()).contains("14 March 2026, 09:26 UTC · seed 7 · Retask 0.1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "results",
        "classes",
        "reliability",
        "answers",
        "program",
        "mapping",
        "training",
        "bill",
        "setup",
        "limits"
      })
  void hasEverySectionAndALinkToIt(String key) {
    assertThat(FULL.content()).contains("<section id=\"run-1-" + key + "\"");
    assertThat(FULL.content()).contains("href=\"#run-1-" + key + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classes",
        "reliability",
        "answers",
        "program",
        "mapping",
        "training",
        "setup",
        "limits"
      })
  void leavesOutASectionWithoutContent(String key) {
    assertThat(BARE.content()).doesNotContain("run-1-" + key);
  }

  @Test
  void saysInWordsWhatIsMissing() {
    assertThat(BARE.content())
        .contains("No method was evaluated, so there is no accuracy to show.")
        .contains("No account was given, so what the run cost is not known.")
        .contains("Nothing was evaluated, so nothing is known about the accuracy.");
    assertThat(BARE.charts()).isEmpty();
  }

  @Test
  void showsTheBillInNumbers() {
    assertThat(FULL.content())
        .contains("<dt>Images billed in all</dt><dd>11,458</dd>")
        .contains("<dt>of these unknown</dt><dd>6</dd>")
        .contains("<dt>Budget of the training</dt><dd>12,000 images</dd>")
        .contains("<dt>Money</dt><dd>11.46 USD</dd>")
        .contains("<dt>Time of the last training process</dt><dd>2 min 43 s</dd>");
  }

  @Test
  void showsEachClassWithItsFigures() {
    assertThat(FULL.content())
        .contains(
            "<th scope=\"row\">melanoma</th><td class=\"number\">79.6 %</td>"
                + "<td class=\"number\">93.7 %</td><td class=\"number\">80.4 %</td>"
                + "<td class=\"number\">98</td>");
  }

  @Test
  void showsTheRecipeLetterByLetter() {
    assertThat(FULL.content()).contains("<code>method: views\nviews: 4\nbudget: 12000\n");
  }

  @Test
  void showsNoMoreThanEighteenAnswersOfAKindAndSaysSo() {
    assertThat(FULL.content())
        .contains("Wrong answers, the most confident first: 10 of 65 are shown.")
        .contains("Right answers: 18 of 335 are shown.");
  }

  @Test
  void warnsWhenRunsWereJudgedInDifferentWays() {
    MethodResult test = SampleReports.results().get(0);
    MethodResult folds =
        new MethodResult(
            "folds",
            "",
            Role.OURS,
            test.accuracy(),
            test.auc(),
            test.auc(),
            300,
            9,
            1,
            Evidence.CROSS_VALIDATION);
    RunReport other =
        RunReport.about(SampleReports.headline("folds", List.of())).results(List.of(folds)).build();
    assertThat(PageText.of(SampleReports.full(), other).content())
        .contains("compare only runs of the same kind")
        .contains("<td class=\"words\">400 (held-out test)</td>")
        .contains("<td class=\"words\">300 (cross-validation)</td>");
    assertThat(PageText.of(SampleReports.full(), SampleReports.unhelpful()).content())
        .doesNotContain("compare only runs of the same kind");
  }

  @Test
  void showsALimitOfMoney() {
    Spending spent = SampleReports.spending();
    RunReport run =
        RunReport.about(SampleReports.bare().headline())
            .spending(
                new Spending(
                    spent.bill(), Budget.ofMoney(new BigDecimal("12.5")), spent.wallTime(), 4))
            .build();
    assertThat(PageText.of(run).content())
        .contains("<dt>Budget of the training</dt><dd>12.5 USD</dd>");
  }

  @Test
  void saysWhatTheMethodDecidedAndOnWhatItWasJudged() {
    DataFacts facts =
        new DataFacts("own", List.of(), 0, 0, 0, Optional.of("foreign pictures"), "d");
    RunReport run =
        RunReport.about(SampleReports.bare().headline())
            .setup(new Setup("auto", SampleReports.setup("d").box(), facts, ""))
            .notes(List.of("Chose 1 of 4 views; the budget ended."))
            .build();
    assertThat(PageText.of(run).content())
        .contains("<p>Chose 1 of 4 views; the budget ended.</p>")
        .contains("<dt>Judged on</dt><dd>foreign pictures</dd>")
        .contains("<dt>Groups kept whole</dt><dd>none of several examples</dd>");
  }

  @Test
  void comparesSeveralRunsFirst() {
    String page = PageText.of(SampleReports.full(), SampleReports.unhelpful()).content();
    assertThat(page).contains("<h1>2 runs compared</h1>", "<h2>skin lesions, small box</h2>");
    assertThat(page.indexOf("id=\"comparison\"")).isLessThan(page.indexOf("id=\"run-1\""));
    assertThat(page.indexOf("id=\"run-1\"")).isLessThan(page.indexOf("id=\"run-2\""));
    assertThat(page)
        .contains(
            "<th scope=\"row\">skin lesions, small box</th><td class=\"words\">Not shown to help")
        .doesNotContain("do not all use the same data");
  }

  @Test
  void warnsWhenRunsUseDifferentData() {
    RunReport other =
        RunReport.about(SampleReports.headline("other", List.of()))
            .setup(SampleReports.setup("another digest"))
            .build();
    assertThat(PageText.of(SampleReports.full(), other).content())
        .contains("These runs do not all use the same data and split");
  }

  @Test
  void everyPictureHasWordsAndASize() {
    Pattern good =
        Pattern.compile(
            "<img src=\"data:image/png;base64,[A-Za-z0-9+/=]+\" alt=\"[^\"]+\" width=\"\\d+\" height=\"\\d+\"");
    long pictures = Pattern.compile("<img ").matcher(FULL.content()).results().count();
    assertThat(pictures).isEqualTo(28 + 4 + 3 * 5);
    assertThat(good.matcher(FULL.content()).results().count()).isEqualTo(pictures);
  }

  @Test
  void everyAnchorIsUnique() {
    List<String> anchors =
        Pattern.compile(" id=\"([^\"]+)\"")
            .matcher(PageText.of(SampleReports.full(), SampleReports.full()).content())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(anchors).hasSizeGreaterThan(20).doesNotHaveDuplicates();
  }

  @Test
  void loadsNothingFromOutside() {
    String markup = FULL.all().replaceAll("(?s)<script>.*?</script>", "");
    assertThat(Pattern.compile("(src|href|action|poster)=\"(?!data:|#)").matcher(markup).find())
        .isFalse();
    assertThat(markup).doesNotContain("http://", "https://", "@import", "url(");
    assertThat(FULL.all()).contains("default-src 'none'; img-src data:;");
  }

  @Test
  void leavesPicturesOutBeforeTheFileGrowsTooLarge() {
    Picture large = new Picture("A".repeat(1_000_000), 900, 900, "a large picture");
    List<JudgedExample> many =
        Stream.generate(() -> new JudgedExample(large, new Prediction("a", "a", 1)))
            .limit(6)
            .toList();
    RunReport run =
        RunReport.about(SampleReports.headline("large", List.of())).judged(many).build();
    PageText page = PageText.of(run);
    assertThat(page.all()).hasSizeLessThan(4_000_000);
    assertThat(page.content())
        .contains("a large picture (left out: the file would grow too large)");
  }

  @Test
  void theSameReportMakesTheSamePage() {
    assertThat(PageText.of(SampleReports.full()).all()).isEqualTo(FULL.all());
  }

  @Test
  void replacesAFileAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "old");
    new ReportWriter().write(List.of(SampleReports.bare()), file);
    assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void leavesNoHalfBehindWhenThePlaceIsTaken() throws IOException {
    Path taken =
        Files.createDirectories(folder.resolve("report.html").resolve("inner")).getParent();
    assertThatThrownBy(() -> new ReportWriter().write(List.of(SampleReports.bare()), taken))
        .isInstanceOf(RetaskException.class)
        .hasMessageStartingWith("the report cannot be written to " + taken);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(taken);
    }
  }

  @Test
  void saysWhatToDoWhenTheFileCannotBeWritten() {
    Path file = folder.resolve("missing").resolve("report.html");
    assertThatThrownBy(() -> new ReportWriter().write(List.of(SampleReports.bare()), file))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the report cannot be written to %s (java.nio.file.NoSuchFileException: %s.partial);"
                    .formatted(file, file)
                + " give a file in a folder that exists and may be written to");
  }

  @Test
  void refusesToReportNothing() {
    assertThatThrownBy(() -> new ReportWriter().page(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a report needs one run or more, but there is none");
  }
}
