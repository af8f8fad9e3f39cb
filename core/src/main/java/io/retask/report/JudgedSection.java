package io.retask.report;

import java.util.List;

/** Answers one by one: the most confident mistakes first. */
final class JudgedSection implements Section {
  private static final int MOST_OF_A_KIND = 18;

  @Override
  public String key() {
    return "answers";
  }

  @Override
  public String title() {
    return "Wrong and right answers";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return !run.judged().isEmpty();
  }

  @Override
  public void write(RunReport run, Page page) {
    List<JudgedExample> wrong = kind(run, false);
    List<JudgedExample> right = kind(run, true);
    long allWrong = run.evaluation().map(all -> all.total() - all.right()).orElse(0L);
    long allRight = run.evaluation().map(Evaluation::right).orElse(0L);
    show("Wrong answers, the most confident first", wrong, allWrong, page);
    show("Right answers", right, allRight, page);
  }

  private static List<JudgedExample> kind(RunReport run, boolean right) {
    return run.judged().stream()
        .filter(example -> example.prediction().right() == right)
        .sorted(JudgedExample.mostTellingFirst())
        .toList();
  }

  /**
   * Shows answers of a kind.
   *
   * @param all how many there are, those that were not given for the page included; 0 if not known
   */
  private static void show(String name, List<JudgedExample> examples, long all, Page page) {
    int shown = Math.min(MOST_OF_A_KIND, examples.size());
    page.paragraph(
        "%s: %d of %s are shown."
            .formatted(name, shown, Figures.count(Math.max(all, examples.size()))));
    if (shown == 0) {
      return;
    }
    page.html().open("ul", "class", "thumbnails");
    examples.subList(0, shown).forEach(example -> card(example, page));
    page.html().close();
  }

  private static void card(JudgedExample example, Page page) {
    Prediction answer = example.prediction();
    Html html = page.html();
    html.open("li", "class", answer.right() ? "right" : "wrong");
    page.picture(example.picture());
    html.element("span", answer.right() ? "✓ right" : "✗ wrong", "class", "mark");
    html.element("strong", answer.predicted());
    html.element("span", Figures.percent(answer.probability()) + " sure", "class", "small");
    if (!answer.right()) {
      html.element("span", "true: " + answer.truth(), "class", "small");
    }
    html.close();
  }
}
