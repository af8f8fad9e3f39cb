package io.retask.report;

import java.util.List;

/** The programs as pictures, and examples before and after. */
final class ProgramSection implements Section {
  private static final int MOST_EXAMPLES = 8;

  @Override
  public String key() {
    return "program";
  }

  @Override
  public String title() {
    return "What the box is shown";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return run.program().filter(gallery -> !gallery.isEmpty()).isPresent();
  }

  @Override
  public void write(RunReport run, Page page) {
    ProgramGallery gallery = run.program().orElseThrow();
    page.paragraph(
        "Every input is changed in the same way before the box sees it; a view may be the input as"
            + " it is. Nothing inside the box changes.");
    if (!gallery.programs().isEmpty()) {
      figures(gallery.programs(), "figures programs", page);
    }
    gallery.examples().stream().limit(MOST_EXAMPLES).forEach(example -> row(example, page));
    if (gallery.examples().size() > MOST_EXAMPLES) {
      page.note("%d of %d examples are shown.".formatted(MOST_EXAMPLES, gallery.examples().size()));
    }
  }

  private static void row(ProgramExample example, Page page) {
    Prediction answer = example.prediction();
    Html html = page.html();
    html.open("div", "class", "before-after");
    figures(List.of(example.original()), "figures", page);
    html.element("span", "→", "class", "arrow", "aria-label", "becomes");
    figures(example.programmed(), "figures", page);
    html.element("span", "→", "class", "arrow", "aria-label", "is answered");
    html.open("p", "class", answer.right() ? "answer right" : "answer wrong");
    html.element("strong", answer.predicted());
    html.text(" " + Figures.percent(answer.probability()));
    html.element(
        "span", answer.right() ? "✓ right" : "✗ wrong; true: " + answer.truth(), "class", "mark");
    html.close().close();
  }

  private static void figures(List<Picture> pictures, String style, Page page) {
    page.html().open("div", "class", style);
    for (Picture picture : pictures) {
      page.html().open("figure");
      page.picture(picture);
      page.html().element("figcaption", picture.words()).close();
    }
    page.html().close();
  }
}
