package io.retask.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Which rows belong together: of one group, of equal content, or through others of these. */
final class Kinship {
  private final int[] parent;

  private Kinship(int rows) {
    parent = IntStream.range(0, rows).toArray();
  }

  /** A key for every row; rows of equal keys may not be divided. */
  static String[] keys(List<Example> examples) {
    Kinship kinship = new Kinship(examples.size());
    Map<String, Integer> byGroup = new HashMap<>();
    Map<String, Integer> byContent = new HashMap<>();
    for (int row = 0; row < examples.size(); row++) {
      Example example = examples.get(row);
      kinship.join(row, byGroup.computeIfAbsent(example.group(), first(row)));
      kinship.join(row, byContent.computeIfAbsent(example.digest(), first(row)));
    }
    return IntStream.range(0, examples.size())
        .mapToObj(row -> "b" + kinship.root(row))
        .toArray(String[]::new);
  }

  private static Function<String, Integer> first(int row) {
    return key -> row;
  }

  private void join(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private int root(int row) {
    int at = row;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
