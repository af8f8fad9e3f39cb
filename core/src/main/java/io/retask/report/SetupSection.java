package io.retask.report;

import java.util.List;

/** The box, the data and the recipe. */
final class SetupSection implements Section {
  @Override
  public String key() {
    return "setup";
  }

  @Override
  public String title() {
    return "What was done";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return run.setup().isPresent();
  }

  @Override
  public void write(RunReport run, Page page) {
    Setup setup = run.setup().orElseThrow();
    run.notes().forEach(page::paragraph);
    page.facts(facts(setup));
    classes(setup.data()).writeTo(page.html());
    if (!setup.recipe().isBlank()) {
      Html html = page.html();
      html.open("details").element("summary", "The recipe: all that is needed to repeat the run");
      html.open("pre", "tabindex", "0").element("code", setup.recipe()).close().close();
    }
  }

  private static List<Page.Fact> facts(Setup setup) {
    BoxFacts box = setup.box();
    DataFacts data = setup.data();
    return List.of(
        new Page.Fact("Method", setup.method()),
        new Page.Fact("Box", box.name()),
        new Page.Fact("Labels of the box", Figures.count(box.labels())),
        new Page.Fact("Input of the box", box.input()),
        new Page.Fact("Scores of the box", box.scores()),
        new Page.Fact("Fingerprint of the box", box.fingerprint()),
        new Page.Fact("Data", data.name()),
        new Page.Fact("Judged on", data.judged().orElse("examples of these data")),
        new Page.Fact(
            "Groups kept whole",
            data.groups() == 0 ? "none of several examples" : Figures.count(data.groups())),
        new Page.Fact("Duplicates", Figures.count(data.duplicates())),
        new Page.Fact("Files skipped", Figures.count(data.skipped())),
        new Page.Fact("Digest of the data and the split", data.digest()));
  }

  private static Table classes(DataFacts data) {
    Table table =
        Table.of(
            "Examples of each class",
            Table.words("Class"),
            Table.number("Training"),
            Table.number("Validation"),
            Table.number("Test"));
    for (ClassCount count : data.classes()) {
      table.row(
          count.label(),
          Figures.count(count.train()),
          Figures.count(count.validation()),
          Figures.count(count.test()));
    }
    table.row(
        "All",
        Figures.count(data.classes().stream().mapToLong(ClassCount::train).sum()),
        Figures.count(data.classes().stream().mapToLong(ClassCount::validation).sum()),
        Figures.count(data.classes().stream().mapToLong(ClassCount::test).sum()));
    return table;
  }
}
