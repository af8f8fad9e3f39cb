package io.retask.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retask.blackbox.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Classes and probabilities of new pictures.
 *
 * @param paths the pictures
 * @param classes the target classes
 * @param scores n x C, each row with sum 1
 */
public record Predictions(List<String> paths, List<String> classes, Scores scores) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A header, then one line a picture: path, label, probability, and one column a class. */
  public List<String> csv() {
    List<String> lines = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("path", "label", "probability"));
    header.addAll(classes);
    lines.add(line(header));
    for (int row = 0; row < paths.size(); row++) {
      List<String> cells = new ArrayList<>();
      int best = scores.best(row);
      cells.add(paths.get(row));
      cells.add(classes.get(best));
      cells.add(number(row, best));
      for (int target = 0; target < classes.size(); target++) {
        cells.add(number(row, target));
      }
      lines.add(line(cells));
    }
    return lines;
  }

  /** One JSON object a picture. */
  public List<String> jsonLines() {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < paths.size(); row++) {
      int best = scores.best(row);
      Map<String, Object> probabilities = new LinkedHashMap<>();
      for (int target = 0; target < classes.size(); target++) {
        probabilities.put(classes.get(target), at(row, target));
      }
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("path", paths.get(row));
      object.put("label", classes.get(best));
      object.put("probability", at(row, best));
      object.put("probabilities", probabilities);
      lines.add(json(object));
    }
    return lines;
  }

  private float at(int row, int target) {
    return scores.values()[row * scores.classes() + target];
  }

  private String number(int row, int target) {
    return String.format(Locale.ROOT, "%.6f", at(row, target));
  }

  private static String json(Map<String, Object> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a prediction can always be written", failure);
    }
  }

  private static String line(List<String> cells) {
    return String.join(",", cells.stream().map(Predictions::cell).toList());
  }

  /**
   * Quoted as RFC 4180 asks; a cell that a spreadsheet would run as a formula gets a quote first.
   */
  private static String cell(String text) {
    boolean formula =
        !text.isEmpty() && Set.of('=', '+', '-', '@', '\t', '\r').contains(text.charAt(0));
    String safe = formula ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
