package io.retask.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What judged rows are a sample of: single rows, or whole groups of them where a group has more
 * than one, such as the pictures of a patient. Ten pictures of one patient are not ten witnesses.
 */
public final class Units {
  private static final int DRAWS = 1000;
  private static final long SEED = 1;
  private final List<String> groups;
  private final int count;

  private Units(List<String> groups) {
    this.groups = List.copyOf(groups);
    this.count = new HashSet<>(groups).size();
  }

  /**
   * The units of some rows.
   *
   * @param groups the group of each row
   */
  public static Units of(List<String> groups) {
    return new Units(groups);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Whether every row is one of its own. */
  public boolean areRows() {
    return count == groups.size();
  }

  /** Draws of whole units. */
  Bootstrap bootstrap() {
    return Bootstrap.ofGroups(groups, DRAWS, SEED);
  }

  /**
   * The interval of the share of right rows: Wilson's where the rows are the units; else by drawing
   * whole units, and never narrower than Wilson's, as a unit whose rows are all right draws no
   * spread. One unit says nothing about others.
   *
   * @param right whether each row is right
   */
  public Interval interval(boolean[] right) {
    return interval(right, IntStream.range(0, right.length).toArray());
  }

  /** The same of some of the rows, at least 1. */
  Interval interval(boolean[] right, int[] rows) {
    Map<String, int[]> rightAndAll = new HashMap<>();
    List<int[]> units = new ArrayList<>();
    int sum = 0;
    for (int row : rows) {
      int[] unit =
          rightAndAll.computeIfAbsent(
              groups.get(row),
              name -> {
                units.add(new int[2]);
                return units.get(units.size() - 1);
              });
      unit[0] += right[row] ? 1 : 0;
      unit[1]++;
      sum += right[row] ? 1 : 0;
    }
    Interval independent = Interval.wilson(sum, rows.length);
    if (units.size() == rows.length) {
      return independent;
    }
    if (units.size() == 1) {
      return new Interval(0, 1);
    }
    Interval drawn = Bootstrap.ofRows(units.size(), DRAWS, SEED).of(chosen -> share(units, chosen));
    return new Interval(
        Math.min(independent.low(), drawn.low()), Math.max(independent.high(), drawn.high()));
  }

  private static double share(List<int[]> units, int[] chosen) {
    int right = 0;
    int all = 0;
    for (int unit : chosen) {
      right += units.get(unit)[0];
      all += units.get(unit)[1];
    }
    return (double) right / all;
  }

  /**
   * How likely a difference between two classifiers is by chance.
   *
   * @param truth the true class of each row
   * @param first predictions of the one
   * @param second predictions of the other
   */
  public double pairedP(int[] truth, int[] first, int[] second) {
    return areRows()
        ? McNemar.of(truth, first, second).pValue()
        : ClusteredPairs.of(groups, right(truth, first), right(truth, second)).pValue();
  }

  static boolean[] right(int[] truth, int[] predicted) {
    boolean[] right = new boolean[truth.length];
    for (int row = 0; row < truth.length; row++) {
      right[row] = truth[row] == predicted[row];
    }
    return right;
  }

  /** What {@link #pairedP} is, for people. */
  public String testName() {
    return areRows()
        ? "McNemar's exact test"
        : "the exact sign-flip test with groups of rows as units";
  }

  /** What {@link #interval} is, for people. */
  public String intervalName() {
    return areRows() ? "Wilson's interval" : "bootstrap of whole groups";
  }
}
