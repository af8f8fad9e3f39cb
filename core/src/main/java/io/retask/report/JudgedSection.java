package io.retask.report;

import java.util.List;
import java.util.Locale;

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
    List<JudgedExample> sorted =
        run.judged().stream().sorted(JudgedExample.mostTellingFirst()).toList();
    kind("Wrong", sorted.stream().filter(example -> !example.prediction().right()).toList(), page);
    kind("Right", sorted.stream().filter(example -> example.prediction().right()).toList(), page);
  }

  private static void kind(String name, List<JudgedExample> examples, Page page) {
    if (examples.isEmpty()) {
      page.note("No answer among the examples given is " + name.toLowerCase(Locale.ROOT) + ".");
      return;
    }
    int shown = Math.min(MOST_OF_A_KIND, examples.size());
    page.paragraph(
        "%s answers, the most confident first: %d of %d given are shown."
            .formatted(name, shown, examples.size()));
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
