package io.retask.blackbox;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The answers to n queries: n x K numbers, row-major. A score that the box did not tell is NaN.
 *
 * <p>Ownership is that of {@link io.retask.tensor.TensorBatch}: filled once by its maker, never
 * written to afterwards.
 */
public final class Scores {
  /** The smallest probability that a log-score distinguishes from 0 (methods: z). */
  public static final double FLOOR = 1e-7;

  private final int count;
  private final int classes;
  private final ScoreKind kind;
  private final float[] values;

  private Scores(int count, int classes, ScoreKind kind, float[] values) {
    this.count = count;
    this.classes = classes;
    this.kind = kind;
    this.values = values;
  }

  /**
   * Wraps an array without a copy; the caller gives it away.
   *
   * @param values n x K, row-major
   * @throws IllegalArgumentException if the array has another length
   */
  public static Scores wrap(int count, int classes, ScoreKind kind, float[] values) {
    if (classes < 1 || (long) count * classes != values.length) {
      throw new IllegalArgumentException(
          "%d rows of %d scores take %d values, but the array holds %d"
              .formatted(count, classes, (long) count * classes, values.length));
    }
    return new Scores(count, classes, kind, values);
  }

  /** The number of rows, n. */
  public int count() {
    return count;
  }

  /** The number of scores in a row: K, or V x K when V answers stand beside one another. */
  public int classes() {
    return classes;
  }

  /** What the numbers mean. */
  public ScoreKind kind() {
    return kind;
  }

  /** The live array, see the ownership rule above. */
  public float[] values() {
    return values;
  }

  /** The raw score, or empty where the box did not tell it. */
  public OptionalDouble told(int row, int label) {
    float value = values[row * classes + label];
    return Float.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The chosen rows, in the order given. */
  public Scores rows(int[] chosen) {
    float[] copy = new float[chosen.length * classes];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * classes, copy, i * classes, classes);
    }
    return new Scores(chosen.length, classes, kind, copy);
  }

  /** Rows {@code from} (included) to {@code to} (excluded). */
  public Scores rows(int from, int to) {
    return new Scores(
        to - from, classes, kind, Arrays.copyOfRange(values, from * classes, to * classes));
  }

  /**
   * The same answers as probabilities: softmax of logits, exp of log-probabilities, anything else
   * as it is. Untold scores stay NaN.
   */
  public Scores probabilities() {
    if (kind == ScoreKind.PROBABILITIES || kind == ScoreKind.SIGMOID) {
      return this;
    }
    float[] out = new float[values.length];
    for (int row = 0; row < count; row++) {
      exponentiate(row * classes, out);
    }
    return new Scores(count, classes, ScoreKind.PROBABILITIES, out);
  }

  private void exponentiate(int begin, float[] out) {
    float max = kind == ScoreKind.LOGITS ? Float.NEGATIVE_INFINITY : 0;
    double sum = 0;
    if (kind == ScoreKind.LOGITS) {
      for (int i = begin; i < begin + classes; i++) {
        // false for NaN
        max = values[i] > max ? values[i] : max;
      }
    }
    for (int i = begin; i < begin + classes; i++) {
      float term = Exponential.of(values[i] - max);
      out[i] = term;
      sum += Float.isNaN(term) ? 0 : term;
    }
    if (kind == ScoreKind.LOGITS) {
      for (int i = begin; i < begin + classes; i++) {
        out[i] = (float) (out[i] / sum);
      }
    }
  }

  /**
   * The log-scores z of the same answers, {@code z = log max(F, 1e-7)}, n x K. An untold score is
   * censored at the lowest that was told in its row, or at the mass that is left over divided among
   * the untold, whichever is less: a bound, never 0.
   */
  public float[] logScores() {
    Scores probabilities = probabilities();
    float[] z = new float[values.length];
    for (int row = 0; row < count; row++) {
      int begin = row * classes;
      double bound = censoredAt(probabilities.values, begin);
      for (int i = begin; i < begin + classes; i++) {
        double p = probabilities.values[i];
        z[i] = (float) Math.log(Math.max(Double.isNaN(p) ? bound : p, FLOOR));
      }
    }
    return z;
  }

  private double censoredAt(float[] probabilities, int begin) {
    double lowest = 1;
    double left = 1;
    int untold = 0;
    for (int i = begin; i < begin + classes; i++) {
      if (Float.isNaN(probabilities[i])) {
        untold++;
      } else {
        lowest = Math.min(lowest, probabilities[i]);
        left -= probabilities[i];
      }
    }
    return untold == 0 ? FLOOR : Math.min(lowest, Math.max(left, 0) / untold);
  }

  /** The label with the highest score in a row; the lower index wins a tie. */
  public int best(int row) {
    int best = 0;
    for (int label = 1; label < classes; label++) {
      float value = values[row * classes + label];
      float top = values[row * classes + best];
      if (value > top || (Float.isNaN(top) && !Float.isNaN(value))) {
        best = label;
      }
    }
    return best;
  }

  /**
   * The answers of V views of the same rows, as probabilities side by side: n x (V·K), each row
   * with sum V where the parts are closed vectors.
   *
   * @throws IllegalArgumentException if the parts differ in their number of rows
   */
  public static Scores beside(List<Scores> views) {
    List<Scores> parts = views.stream().map(Scores::probabilities).toList();
    Scores first = parts.get(0);
    int width = parts.stream().mapToInt(Scores::classes).sum();
    float[] all = new float[first.count * width];
    int column = 0;
    for (Scores part : parts) {
      if (part.count != first.count) {
        throw new IllegalArgumentException(
            "views must answer the same rows, but one has %d rows and another %d"
                .formatted(first.count, part.count));
      }
      for (int row = 0; row < first.count; row++) {
        System.arraycopy(part.values, row * part.classes, all, row * width + column, part.classes);
      }
      column += part.classes;
    }
    return new Scores(first.count, width, first.kind, all);
  }
}
