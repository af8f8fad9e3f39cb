package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The page under construction: its HTML, the data of its charts, its pictures. */
final class Page {
  /** Together with the scripts this keeps the file below 4 MB. */
  static final long PICTURE_LETTERS = 2_600_000;

  private final Html html = new Html();
  private final ArrayNode charts = JsonNodeFactory.instance.arrayNode();
  private long pictureLetters;

  Html html() {
    return html;
  }

  ArrayNode charts() {
    return charts;
  }

  Page paragraph(String text) {
    html.element("p", Figures.unbroken(text));
    return this;
  }

  Page note(String text) {
    html.element("p", text, "class", "note");
    return this;
  }

  /**
   * Makes room for a chart.
   *
   * @param kind which function of {@code charts.js} draws it
   * @param description what a reader hears who cannot see it
   * @return the node to be filled with its numbers
   */
  ObjectNode chart(String kind, String description) {
    String id = "chart-" + (charts.size() + 1);
    html.open("div", "class", "chart " + kind, "id", id, "role", "img", "aria-label", description);
    html.close();
    return charts.addObject().put("id", id).put("kind", kind);
  }

  /** A table that is folded away below its chart. */
  void folded(Table table) {
    html.open("details").element("summary", "The numbers as a table");
    table.writeTo(html);
    html.close();
  }

  /** Names and values, such as the facts about a box. */
  void facts(List<Fact> facts) {
    html.open("dl", "class", "facts");
    for (Fact fact : facts) {
      html.open("div").element("dt", fact.name()).element("dd", fact.value()).close();
    }
    html.close();
  }

  /** A picture; where the file would grow too large, words say that it was left out. */
  void picture(Picture picture) {
    long letters = pictureLetters + picture.base64().length();
    if (letters > PICTURE_LETTERS) {
      html.element(
          "span",
          picture.words() + " (left out: the file would grow too large)",
          "class",
          "left-out");
      return;
    }
    pictureLetters = letters;
    html.single(
        "img",
        "src",
        "data:image/png;base64," + picture.base64(),
        "alt",
        picture.words(),
        "width",
        String.valueOf(picture.width()),
        "height",
        String.valueOf(picture.height()),
        "class",
        Math.max(picture.width(), picture.height()) < 64 ? "coarse" : "fine");
  }

  record Fact(String name, String value) {}
}
