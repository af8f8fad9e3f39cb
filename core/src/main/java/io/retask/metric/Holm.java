package io.retask.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction (1979) for several tests at once: the chance that any of the true null
 * hypotheses is refused at level a is at most a, however the tests depend on one another.
 */
public final class Holm {
  private Holm() {}

  /**
   * Corrects p-values; those of the i-th smallest (from 0) of m are multiplied by m - i, and no
   * corrected value is below one that belongs to a smaller p.
   *
   * @param p the p-values of the single tests, each in [0,1]
   * @return the corrected ones, in the same order
   */
  public static double[] adjusted(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, (order.length - i) * p[order[i]]));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
