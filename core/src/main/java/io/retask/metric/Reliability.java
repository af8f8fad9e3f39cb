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
 */
public record Reliability(List<Bin> bins, double expectedError, Interval expectedErrorCi95) {
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
   */
  public record Bin(double low, double high, int count, double confidence, double accuracy) {
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
   * @param bootstrap draws the rows, or groups of them, for the interval
   * @throws IllegalArgumentException if the numbers of rows differ or are 0
   */
  public static Reliability of(Scores probabilities, int[] truth, int bins, Bootstrap bootstrap) {
    if (truth.length == 0 || probabilities.count() != truth.length || bins < 1) {
      throw new IllegalArgumentException(
          "%d rows of probabilities stand beside %d classes in %d bins; all are 1 or more"
              .formatted(probabilities.count(), truth.length, bins));
    }
    int[] predicted = Evaluation.predictions(probabilities);
    double[] confidence = new double[truth.length];
    boolean[] right = new boolean[truth.length];
    for (int row = 0; row < truth.length; row++) {
      confidence[row] = probabilities.values()[row * probabilities.classes() + predicted[row]];
      right[row] = predicted[row] == truth[row];
    }
    int[] all = IntStream.range(0, truth.length).toArray();
    List<Bin> filled = gathered(all, confidence, right, bins);
    return new Reliability(
        filled,
        error(filled, truth.length),
        bootstrap.of(rows -> error(gathered(rows, confidence, right, bins), rows.length)));
  }

  private static List<Bin> gathered(int[] rows, double[] confidence, boolean[] right, int bins) {
    int[] counts = new int[bins];
    int[] hits = new int[bins];
    double[] sums = new double[bins];
    for (int row : rows) {
      int bin = Math.min(bins - 1, (int) (confidence[row] * bins));
      counts[bin]++;
      hits[bin] += right[row] ? 1 : 0;
      sums[bin] += confidence[row];
    }
    List<Bin> filled = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (counts[b] > 0) {
        double count = counts[b];
        filled.add(
            new Bin(
                (double) b / bins, (b + 1.0) / bins, counts[b], sums[b] / count, hits[b] / count));
      }
    }
    return filled;
  }

  private static double error(List<Bin> bins, int rows) {
    return bins.stream()
            .mapToDouble(bin -> bin.count() * Math.abs(bin.accuracy() - bin.confidence()))
            .sum()
        / rows;
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
