package io.retask.metric;

import io.retask.blackbox.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whether a classifier is right as often as it says: rows gathered by the probability of the
 * predicted class.
 *
 * @param bins those that hold rows, from the lowest probability up
 * @param expectedError the expected calibration error: the mean over rows of the distance between
 *     the accuracy and the confidence of the row's bin (Guo et al. 2017, equation 3)
 * @param expectedErrorCi95 its bootstrap interval; chance alone makes the error larger than 0, so
 *     the interval of a perfectly calibrated classifier lies above 0 too
 * @param rightCi95 the interval of the share of rows that were predicted right
 */
public record Reliability(
    List<Bin> bins, double expectedError, Interval expectedErrorCi95, Interval rightCi95) {
  /** Copies the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Rows of similar confidence.
   *
   * @param low the lowest probability of the bin
   * @param high the highest one
   * @param count the number of rows, at least 1
   * @param confidence the mean probability of the predicted class
   * @param accuracy the share of rows that were predicted right
   * @param accuracyCi95 its interval
   */
  public record Bin(
      double low,
      double high,
      int count,
      double confidence,
      double accuracy,
      Interval accuracyCi95) {
    /** The number of rows that were predicted right. */
    public long right() {
      return Math.round(accuracy * count);
    }
  }

  /**
   * Gathers rows in bins of equal width.
   *
   * @param probabilities n x C
   * @param truth the true class of each row
   * @param bins how many divide [0,1], at least 1
   * @param units which rows are one witness, for the intervals
   * @throws IllegalArgumentException if the numbers of rows differ or are 0
   */
  public static Reliability of(Scores probabilities, int[] truth, int bins, Units units) {
    if (truth.length == 0 || probabilities.count() != truth.length || bins < 1) {
      throw new IllegalArgumentException(
          "%d rows of probabilities stand beside %d classes in %d bins; all are 1 or more"
              .formatted(probabilities.count(), truth.length, bins));
    }
    int[] predicted = Evaluation.predictions(probabilities);
    boolean[] right = Units.right(truth, predicted);
    double[] confidence = new double[truth.length];
    for (int row = 0; row < truth.length; row++) {
      confidence[row] = probabilities.values()[row * probabilities.classes() + predicted[row]];
    }
    int[] all = IntStream.range(0, truth.length).toArray();
    Sums sums = Sums.of(all, confidence, right, bins);
    return new Reliability(
        filled(sums, confidence, right, units),
        sums.error(),
        units.bootstrap().of(rows -> Sums.of(rows, confidence, right, bins).error()),
        units.interval(right));
  }

  private static List<Bin> filled(Sums sums, double[] confidence, boolean[] right, Units units) {
    int bins = sums.counts.length;
    List<Bin> filled = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (sums.counts[b] > 0) {
        int own = b;
        int[] rows =
            IntStream.range(0, right.length)
                .filter(row -> Sums.bin(confidence[row], bins) == own)
                .toArray();
        filled.add(
            new Bin(
                (double) b / bins,
                (b + 1.0) / bins,
                sums.counts[b],
                sums.confidences[b] / sums.counts[b],
                (double) sums.hits[b] / sums.counts[b],
                units.interval(right, rows)));
      }
    }
    return filled;
  }

  /** What some rows come to, bin by bin. */
  private static final class Sums {
    private final int rows;
    private final int[] counts;
    private final int[] hits;
    private final double[] confidences;

    private Sums(int rows, int bins) {
      this.rows = rows;
      counts = new int[bins];
      hits = new int[bins];
      confidences = new double[bins];
    }

    static Sums of(int[] rows, double[] confidence, boolean[] right, int bins) {
      Sums sums = new Sums(rows.length, bins);
      for (int row : rows) {
        int bin = bin(confidence[row], bins);
        sums.counts[bin]++;
        sums.hits[bin] += right[row] ? 1 : 0;
        sums.confidences[bin] += confidence[row];
      }
      return sums;
    }

    static int bin(double confidence, int bins) {
      return Math.min(bins - 1, (int) (confidence * bins));
    }

    double error() {
      double sum = 0;
      for (int bin = 0; bin < counts.length; bin++) {
        sum += Math.abs(hits[bin] - confidences[bin]);
      }
      return sum / rows;
    }
  }

  /** The number of rows. */
  public int count() {
    return bins.stream().mapToInt(Bin::count).sum();
  }

  /** The mean probability of the predicted class over all rows. */
  public double confidence() {
    return bins.stream().mapToDouble(bin -> bin.count() * bin.confidence()).sum() / count();
  }

  /** The number of rows that were predicted right. */
  public long right() {
    return bins.stream().mapToLong(Bin::right).sum();
  }

  /** The same as nested maps and lists for a JSON writer. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ece", expectedError);
    map.put("eceCi95", List.of(expectedErrorCi95.low(), expectedErrorCi95.high()));
    map.put("bins", bins.stream().map(Reliability::asMap).toList());
    return map;
  }

  private static Map<String, Object> asMap(Bin bin) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("low", bin.low());
    map.put("high", bin.high());
    map.put("count", bin.count());
    map.put("confidence", bin.confidence());
    map.put("accuracy", bin.accuracy());
    return map;
  }
}
