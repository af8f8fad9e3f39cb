package io.retask.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows that stay together, and how many of them are of each class. */
final class Bundle {
  private final int[] rows;
  private final int[] classes;
  private final int[] counts;

  private Bundle(int[] rows, int[] classesOfAll) {
    this.rows = rows;
    this.classes = Arrays.stream(rows).map(row -> classesOfAll[row]).sorted().distinct().toArray();
    this.counts = new int[classes.length];
    for (int row : rows) {
      counts[Arrays.binarySearch(classes, classesOfAll[row])]++;
    }
  }

  /** One bundle for each key, in the order in which the keys first appear. */
  static List<Bundle> byKey(int[] rows, int[] classesOfAll, String[] keysOfAll) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int row : rows) {
      members.computeIfAbsent(keysOfAll[row], key -> new ArrayList<>()).add(row);
    }
    return members.values().stream()
        .map(list -> new Bundle(list.stream().mapToInt(Integer::intValue).toArray(), classesOfAll))
        .toList();
  }

  /** A random order in which large bundles come first, as they are the hardest to place evenly. */
  static List<Bundle> largestFirst(List<Bundle> bundles, Draws draws) {
    return Arrays.stream(draws.permutation(bundles.size()))
        .mapToObj(bundles::get)
        .sorted(Comparator.comparingInt(Bundle::size).reversed())
        .toList();
  }

  /** The members, ascending where the rows were given so. */
  int[] rows() {
    return rows;
  }

  /** The classes that occur, ascending. */
  int[] classes() {
    return classes;
  }

  /** How many members are of the class at this position of {@link #classes}. */
  int count(int position) {
    return counts[position];
  }

  int size() {
    return rows.length;
  }
}
