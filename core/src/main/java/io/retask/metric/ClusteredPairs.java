package io.retask.metric;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact paired test of two classifiers whose common rows come in clusters: pictures of one
 * patient, or one picture judged under several seeds. Let D_c be the rows of cluster c that only
 * the first gets right, less those that only the second gets right. If neither is better, every D_c
 * is as likely as -D_c (Fisher's randomisation test with whole clusters as the units); the p-value
 * is the share of all sign patterns whose sum is at least as far from 0 as the one found. With one
 * row a cluster this is McNemar's exact test.
 *
 * <p>The clusters are taken for a sample of those that might have been; the two trained models are
 * taken as they are.
 */
public final class ClusteredPairs {
  private final int rows;
  private final int sum;
  private final int[] differences;

  private ClusteredPairs(int rows, int[] differences) {
    this.rows = rows;
    this.differences = differences;
    int total = 0;
    for (int difference : differences) {
      total += difference;
    }
    this.sum = total;
  }

  /**
   * Compares two classifiers.
   *
   * @param clusters the cluster of each row
   * @param first whether the first classifier gets the row right
   * @param second the same for the second
   * @throws IllegalArgumentException if the lengths differ or there are no rows
   */
  public static ClusteredPairs of(List<String> clusters, boolean[] first, boolean[] second) {
    int rows = clusters.size();
    if (rows == 0 || first.length != rows || second.length != rows) {
      throw new IllegalArgumentException(
          "%d clusters stand beside %d and %d answers; one a row, and one row or more"
              .formatted(rows, first.length, second.length));
    }
    Map<String, Integer> byCluster = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      if (first[row] != second[row]) {
        byCluster.merge(clusters.get(row), first[row] ? 1 : -1, Integer::sum);
      }
    }
    return new ClusteredPairs(rows, nonZero(byCluster.values()));
  }

  private static int[] nonZero(Collection<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).filter(value -> value != 0).toArray();
  }

  /** The accuracy of the first less that of the second, -1 to 1. */
  public double difference() {
    return (double) sum / rows;
  }

  /** The two-sided p-value, exact up to rounding; 1 where no cluster tells the two apart. */
  public double pValue() {
    int most = 0;
    for (int difference : differences) {
      most += Math.abs(difference);
    }
    double[] chance = new double[2 * most + 1];
    chance[most] = 1;
    int reach = 0;
    for (int difference : differences) {
      int step = Math.abs(difference);
      reach += step;
      chance = flipped(chance, most, reach, step);
    }
    double tail = 0;
    for (int at = 0; at < chance.length; at++) {
      tail += Math.abs(at - most) >= Math.abs(sum) ? chance[at] : 0;
    }
    return Math.min(1, tail);
  }

  /** The distribution of the sum once a cluster of that size came down on one side or the other. */
  private static double[] flipped(double[] before, int middle, int reach, int step) {
    double[] after = new double[before.length];
    for (int at = middle - reach; at <= middle + reach; at++) {
      double low = at - step >= 0 ? before[at - step] : 0;
      double high = at + step < before.length ? before[at + step] : 0;
      after[at] = (low + high) / 2;
    }
    return after;
  }
}
