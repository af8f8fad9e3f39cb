package io.retask.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals by drawing rows, or whole groups of rows, with replacement (Efron 1979).
 * Rows of one patient are not independent, so Wilson's interval would be too narrow there.
 */
public final class Bootstrap {
  private final int[][] blocks;
  private final int draws;
  private final long seed;

  private Bootstrap(int[][] blocks, int draws, long seed) {
    this.blocks = blocks;
    this.draws = draws;
    this.seed = seed;
  }

  /**
   * Draws single rows.
   *
   * @param rows how many there are, at least 1
   * @param draws how many samples, at least 40 so that the ends are not single samples
   */
  public static Bootstrap ofRows(int rows, int draws, long seed) {
    int[][] blocks = new int[rows][];
    Arrays.setAll(blocks, row -> new int[] {row});
    return checked(blocks, draws, seed);
  }

  /**
   * Draws whole groups.
   *
   * @param groups the group of each row
   */
  public static Bootstrap ofGroups(List<String> groups, int draws, long seed) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int row = 0; row < groups.size(); row++) {
      members.computeIfAbsent(groups.get(row), name -> new ArrayList<>()).add(row);
    }
    int[][] blocks =
        members.values().stream()
            .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return checked(blocks, draws, seed);
  }

  private static Bootstrap checked(int[][] blocks, int draws, long seed) {
    if (blocks.length == 0 || draws < 40) {
      throw new IllegalArgumentException(
          "a bootstrap takes 1 row or more and 40 draws or more, but has %d and %d"
              .formatted(blocks.length, draws));
    }
    return new Bootstrap(blocks, draws, seed);
  }

  /**
   * The interval of a statistic.
   *
   * @param statistic of the drawn row indices, repeated ones included; always a number
   */
  public Interval of(ToDoubleFunction<int[]> statistic) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      values[draw] = statistic.applyAsDouble(sample(random));
    }
    Arrays.sort(values);
    return new Interval(percentile(values, 0.025), percentile(values, 0.975));
  }

  private int[] sample(SplittableRandom random) {
    List<int[]> chosen = new ArrayList<>();
    for (int i = 0; i < blocks.length; i++) {
      // the high bits of a long, scaled: the same draw on every JDK
      chosen.add(blocks[(int) Math.multiplyHigh(random.nextLong() >>> 1, blocks.length * 2L)]);
    }
    return chosen.stream().flatMapToInt(Arrays::stream).toArray();
  }

  private static double percentile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
