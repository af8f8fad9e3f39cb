package io.retask.mapping.readout;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The k nearest labelled rows by Euclidean distance of standardised features. The probability of a
 * class is (votes + 1/C)/(k + 1); where votes are equal the class of the nearer rows wins.
 */
public final class NearestNeighbours implements Classifier {
  /** Small enough that no number of ranks outweighs a vote. */
  private static final double RANK = 1e-3;

  private final TensorBatch rows;
  private final Standardizer standard;
  private final float[] stored;
  private final int[] classes;
  private final int targets;
  private final int k;

  private NearestNeighbours(
      TensorBatch rows, Standardizer standard, float[] stored, int[] classes, int targets, int k) {
    this.rows = rows;
    this.standard = standard;
    this.stored = stored;
    this.classes = classes;
    this.targets = targets;
    this.k = Math.min(k, classes.length);
  }

  /**
   * Remembers labelled rows.
   *
   * @param rows n x p
   * @param classes the class of each row, 0 to targets - 1
   * @param k how many neighbours vote, at least 1; all rows where there are fewer
   * @throws IllegalArgumentException if the numbers of rows differ or a number is out of range
   */
  public static NearestNeighbours of(TensorBatch rows, int[] classes, int targets, int k) {
    if (rows.count() != classes.length || classes.length == 0 || k < 1) {
      throw new IllegalArgumentException(
          "%d rows stand beside %d classes, and %d neighbours vote; rows and k are 1 or more"
              .formatted(rows.count(), classes.length, k));
    }
    Standardizer standard = Standardizer.fit(rows, IntStream.range(0, rows.count()).toArray());
    return new NearestNeighbours(rows, standard, standard.apply(rows), classes.clone(), targets, k);
  }

  /** The same labelled rows with another number of voters. */
  NearestNeighbours withNeighbours(int others) {
    return new NearestNeighbours(rows, standard, stored, classes, targets, others);
  }

  /** How many neighbours vote. */
  public int neighbours() {
    return k;
  }

  /** The labelled rows as they came, n x p; {@link #of} makes the same classifier from them. */
  public TensorBatch rows() {
    return rows;
  }

  /** The class of each labelled row; a copy. */
  public int[] classes() {
    return classes.clone();
  }

  @Override
  public int features() {
    return standard.features();
  }

  @Override
  public int targets() {
    return targets;
  }

  @Override
  public Scores classify(TensorBatch rows) {
    int[][] order = ranked(rows, k);
    float[] out = new float[rows.count() * targets];
    for (int row = 0; row < rows.count(); row++) {
      double[] votes = votes(order[row]);
      for (int c = 0; c < targets; c++) {
        out[row * targets + c] = (float) votes[c];
      }
    }
    return Scores.wrap(rows.count(), targets, ScoreKind.PROBABILITIES, out);
  }

  /**
   * For each row, stored rows from the nearest to the farthest; the lower index at a tie.
   *
   * @param most how many, or all where there are fewer
   */
  int[][] ranked(TensorBatch rows, int most) {
    float[] z = standard.apply(rows);
    int width = standard.width();
    int[][] order = new int[rows.count()][];
    for (int row = 0; row < rows.count(); row++) {
      double[] distances = distances(z, row * width, width);
      order[row] =
          IntStream.range(0, classes.length)
              .boxed()
              .sorted(Comparator.comparingDouble(other -> distances[other]))
              .limit(most)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return order;
  }

  private double[] distances(float[] z, int at, int width) {
    double[] distances = new double[classes.length];
    for (int other = 0; other < classes.length; other++) {
      double sum = 0;
      for (int j = 0; j < width; j++) {
        double off = z[at + j] - stored[other * width + j];
        sum += off * off;
      }
      distances[other] = sum;
    }
    return distances;
  }

  /** The probabilities that the nearest of these rows give. */
  double[] votes(int[] order) {
    double[] votes = new double[targets];
    double sum = 0;
    for (int rank = 0; rank < k; rank++) {
      double vote = 1 + RANK * (k - rank) / k;
      votes[classes[order[rank]]] += vote;
      sum += vote;
    }
    for (int c = 0; c < targets; c++) {
      votes[c] = (votes[c] + 1.0 / targets) / (sum + 1);
    }
    return votes;
  }
}
