package io.retask.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One run from its headline to its limits. */
final class RunPart {
  static final List<Section> SECTIONS =
      List.of(
          new ResultsSection(),
          new ClassesSection(),
          new ReliabilitySection(),
          new JudgedSection(),
          new ProgramSection(),
          new MappingSection(),
          new CurveSection(),
          new SpendingSection(),
          new SetupSection(),
          new LimitsSection());

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final RunReport run;
  private final String anchor;
  private final int level;

  /**
   * Prepares one run.
   *
   * @param anchor the beginning of its anchors, unique in the page
   * @param level the level of its heading: 1 if it is alone, else 2
   */
  RunPart(RunReport run, String anchor, int level) {
    this.run = run;
    this.anchor = anchor;
    this.level = level;
  }

  /** Links to the sections that are present. */
  void contents(Html html) {
    html.open("nav", "class", "contents", "aria-label", "Sections of " + run.headline().run());
    for (Section section : SECTIONS) {
      if (section.isPresent(run)) {
        html.element("a", section.title(), "href", "#" + anchor(section));
      }
    }
    html.close();
  }

  void write(Page page) {
    Html html = page.html();
    html.open("article", "id", anchor);
    header(html);
    keyFigures(html);
    contents(html);
    for (Section section : SECTIONS) {
      if (section.isPresent(run)) {
        html.open("section", "id", anchor(section), "class", section.key());
        html.element("h" + (level + 1), section.title());
        section.write(run, page);
        html.close();
      }
    }
    html.close();
  }

  private String anchor(Section section) {
    return anchor + "-" + section.key();
  }

  private void header(Html html) {
    Headline headline = run.headline();
    Conclusion conclusion = headline.conclusion();
    html.open("header", "class", "headline");
    html.element("h" + level, headline.run());
    html.open("div", "class", "conclusion " + conclusion.verdict().key());
    html.element("strong", conclusion.verdict().words());
    html.element("p", Figures.unbroken(conclusion.sentence())).close();
    html.element(
        "p",
        "%s · seed %d · Retask %s"
            .formatted(DATE.format(headline.finished()), headline.seed(), headline.version()),
        "class",
        "small");
    html.close();
  }

  private void keyFigures(Html html) {
    html.open("ul", "class", "key-figures");
    run.ours().ifPresent(row -> accuracy(html, "Our accuracy, 95 % interval", row));
    run.best(Role.WITH_BOX).ifPresent(row -> accuracy(html, "Best baseline with the box", row));
    run.best(Role.WITHOUT_BOX).ifPresent(row -> accuracy(html, "Best without the box", row));
    run.spending().ifPresent(spending -> spending(html, spending));
    html.close();
  }

  private static void accuracy(Html html, String name, MethodResult row) {
    figure(
        html,
        name,
        Figures.percent(row.accuracy().value()),
        List.of(Figures.interval(row.accuracy()), row.method()));
  }

  private static void spending(Html html, Spending spending) {
    figure(
        html,
        "Images billed in all",
        Figures.count(spending.bill().reservedImages()),
        List.of(
            Figures.money(spending.bill()),
            "last training process: " + Figures.time(spending.wallTime())));
    figure(
        html,
        "Images per prediction",
        Figures.count(spending.imagesPerPrediction()),
        List.of("the cost of one new answer"));
  }

  private static void figure(Html html, String name, String value, List<String> below) {
    html.open("li").element("span", Figures.unbroken(name), "class", "name");
    html.element("span", value, "class", "value");
    below.forEach(line -> html.element("span", Figures.unbroken(line), "class", "below"));
    html.close();
  }
}
