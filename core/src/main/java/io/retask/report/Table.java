package io.retask.report;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption; the first column names the row, numbers stand to the right. */
final class Table {
  private final String caption;
  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();

  private Table(String caption, List<Column> columns) {
    this.caption = caption;
    this.columns = columns;
  }

  static Table of(String caption, Column... columns) {
    return new Table(caption, List.of(columns));
  }

  static Column words(String title) {
    return new Column(title, "words");
  }

  static Column number(String title) {
    return new Column(title, "number");
  }

  Table row(String... cells) {
    return row(false, List.of(cells));
  }

  Table row(boolean ours, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns".formatted(cells.size(), columns.size()));
    }
    rows.add(new Row(ours, cells));
    return this;
  }

  void writeTo(Html html) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table").element("caption", caption).open("thead").open("tr");
    columns.forEach(
        column -> html.element("th", column.title(), "scope", "col", "class", column.kind()));
    html.close().close().open("tbody");
    rows.forEach(row -> write(row, html));
    html.close().close().close();
  }

  private void write(Row row, Html html) {
    html.open("tr", "class", row.ours() ? "ours" : "other");
    html.element("th", row.cells().get(0), "scope", "row");
    for (int i = 1; i < columns.size(); i++) {
      html.element("td", row.cells().get(i), "class", columns.get(i).kind());
    }
    html.close();
  }

  record Column(String title, String kind) {}

  private record Row(boolean ours, List<String> cells) {}
}
