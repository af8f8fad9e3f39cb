package io.retask.report;

import java.util.List;

/** The page of an attack: the result, the pictures before and after, the settings. */
final class AttackPart {
  private final AttackReport attack;

  AttackPart(AttackReport attack) {
    this.attack = attack;
  }

  void write(Page page) {
    Html html = page.html();
    html.open("header", "class", "headline").element("h1", attack.title());
    html.open("div", "class", "conclusion").element("strong", "Result");
    attack.result().forEach(sentence -> html.element("p", Figures.unbroken(sentence)));
    html.close().close();
    if (!attack.examples().isEmpty()) {
      html.open("section", "id", "pictures").element("h2", "Before and after");
      attack.examples().forEach(example -> write(example, page));
      if (attack.left() > 0) {
        page.note("%d more pictures are in the folder.".formatted(attack.left()));
      }
      html.close();
    }
    html.open("section", "id", "setup").element("h2", "What was done");
    page.facts(
        attack.facts().stream().map(fact -> new Page.Fact(fact.name(), fact.value())).toList());
    html.close();
  }

  private static void write(AttackExample example, Page page) {
    Html html = page.html();
    html.element("h3", example.name());
    html.open("div", "class", "figures programs");
    for (Picture picture :
        List.of(example.original(), example.perturbation(), example.adversarial())) {
      html.open("figure");
      page.picture(picture);
      html.element("figcaption", Figures.unbroken(picture.words())).close();
    }
    html.close();
    html.open("p", "class", example.reached() ? "answer right" : "answer wrong");
    html.element("span", example.reached() ? "✓ reached" : "✗ not reached", "class", "mark");
    html.text(Figures.unbroken(example.size()));
    html.close();
  }
}
