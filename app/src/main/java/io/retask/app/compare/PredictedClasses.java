package io.retask.app.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The class that each training of one seed gives each of its test rows: a table with a column a
 * training and a line a test row.
 */
final class PredictedClasses {
  private final Map<String, int[]> columns = new LinkedHashMap<>();

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException if the lines are no such table
   */
  static PredictedClasses parse(List<String> lines) {
    PredictedClasses table = new PredictedClasses();
    if (lines.isEmpty()) {
      return table;
    }
    String[] names = lines.get(0).split(",", -1);
    int rows = lines.size() - 1;
    for (String name : names) {
      table.columns.put(name, new int[rows]);
    }
    for (int row = 0; row < rows; row++) {
      String[] cells = lines.get(row + 1).split(",", -1);
      if (cells.length != names.length) {
        throw new IllegalArgumentException(
            "line %d has %d classes for %d trainings"
                .formatted(row + 2, cells.length, names.length));
      }
      for (int column = 0; column < names.length; column++) {
        table.columns.get(names[column])[row] = Integer.parseInt(cells[column]);
      }
    }
    return table;
  }

  /** The table as lines. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", columns.keySet()));
    int rows = columns.values().stream().mapToInt(classes -> classes.length).max().orElse(0);
    for (int row = 0; row < rows; row++) {
      List<String> cells = new ArrayList<>();
      for (int[] classes : columns.values()) {
        cells.add(String.valueOf(classes[row]));
      }
      lines.add(String.join(",", cells));
    }
    return String.join("\n", lines) + "\n";
  }

  /**
   * Adds or replaces a column.
   *
   * @throws IllegalArgumentException if it has another number of rows than those beside it
   */
  void put(Cell cell, int[] classes) {
    for (int[] other : columns.values()) {
      if (other.length != classes.length) {
        throw new IllegalArgumentException(
            "%s has %d test rows beside others of %d"
                .formatted(cell.column(), classes.length, other.length));
      }
    }
    columns.put(cell.column(), classes.clone());
  }

  Optional<int[]> of(Cell cell) {
    return Optional.ofNullable(columns.get(cell.column())).map(int[]::clone);
  }
}
