package io.retask.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of equal keys as CSV, quoted as RFC 4180 has it. */
final class Csv {
  private Csv() {}

  static String of(List<Map<String, @Nullable Object>> rows) {
    List<String> lines = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      if (lines.isEmpty()) {
        lines.add(String.join(",", row.keySet()));
      }
      lines.add(String.join(",", row.values().stream().map(Csv::cell).toList()));
    }
    return String.join("\n", lines) + "\n";
  }

  static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
