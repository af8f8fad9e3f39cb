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

  /** K of one answer: classes, or a V-th of it where V answers stand beside one another. */
  private final int width;

  private final ScoreKind kind;
  private final float[] values;

  private Scores(int count, int classes, int width, ScoreKind kind, float[] values) {
    this.count = count;
    this.classes = classes;
    this.width = width;
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
    return new Scores(count, classes, classes, kind, values);
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
    return new Scores(chosen.length, classes, width, kind, copy);
  }

  /** Rows {@code from} (included) to {@code to} (excluded). */
  public Scores rows(int from, int to) {
    return new Scores(
        to - from, classes, width, kind, Arrays.copyOfRange(values, from * classes, to * classes));
  }

  /**
   * The same answers as probabilities: softmax of logits, exp of log-probabilities, anything else
   * as it is. Untold scores stay NaN; an untold logit is at most the lowest that was told, and
   * counts as much in the sum of the softmax.
   */
  public Scores probabilities() {
    if (kind == ScoreKind.PROBABILITIES || kind == ScoreKind.SIGMOID) {
      return this;
    }
    float[] out = new float[values.length];
    for (int begin = 0; begin < values.length; begin += width) {
      exponentiate(begin, out);
    }
    return new Scores(count, classes, width, ScoreKind.PROBABILITIES, out);
  }

  private void exponentiate(int begin, float[] out) {
    boolean logits = kind == ScoreKind.LOGITS;
    float max = logits ? highest(begin) : 0;
    double sum = 0;
    double lowest = 1;
    int untold = 0;
    for (int i = begin; i < begin + width; i++) {
      float term = Exponential.of(values[i] - max);
      out[i] = term;
      if (Float.isNaN(term)) {
        untold++;
      } else {
        sum += term;
        lowest = Math.min(lowest, term);
      }
    }
    for (int i = begin; logits && i < begin + width; i++) {
      out[i] = (float) (out[i] / (sum + untold * lowest));
    }
  }

  private float highest(int begin) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = begin; i < begin + width; i++) {
      // false for NaN
      max = values[i] > max ? values[i] : max;
    }
    return max;
  }

  /**
   * The probabilities of the same answers without a gap. In the place of each untold score stands a
   * bound of it, never 0: the lowest score that was told, or the probability that is left over
   * divided among the untold of that answer, whichever is less (methods, section 8). Sigmoid scores
   * leave nothing over; where nothing at all was told the bound is 1/K.
   */
  public Scores censored() {
    Scores told = probabilities();
    float[] out = told.values.clone();
    for (int begin = 0; begin < out.length; begin += width) {
      told.fillGaps(out, begin);
    }
    return new Scores(count, classes, width, told.kind, out);
  }

  private void fillGaps(float[] out, int begin) {
    double lowest = 1;
    double left = 1;
    int untold = 0;
    for (int i = begin; i < begin + width; i++) {
      if (Float.isNaN(values[i])) {
        untold++;
      } else {
        lowest = Math.min(lowest, values[i]);
        left -= values[i];
      }
    }
    boolean bounded = kind != ScoreKind.SIGMOID || untold == width;
    double bound = bounded ? Math.min(lowest, left / Math.max(1, untold)) : lowest;
    for (int i = begin; untold > 0 && i < begin + width; i++) {
      out[i] = Float.isNaN(out[i]) ? (float) Math.max(bound, FLOOR) : out[i];
    }
  }

  /**
   * The log-scores z of the same answers, {@code z = log max(F, 1e-7)}, n x K; an untold score has
   * the bound of {@link #censored}.
   */
  public float[] logScores() {
    float[] z = censored().values;
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) Math.log(Math.max(z[i], FLOOR));
    }
    return z;
  }

  /**
   * The same scores as probabilities whose rows have sum 1: each row divided by its sum, or uniform
   * where that is 0. For mapped scores, of which none is untold.
   */
  public Scores normalised() {
    float[] out = probabilities().values.clone();
    for (int begin = 0; begin < out.length; begin += classes) {
      double sum = 0;
      for (int i = begin; i < begin + classes; i++) {
        sum += out[i];
      }
      for (int i = begin; i < begin + classes; i++) {
        out[i] = sum > 0 ? (float) (out[i] / sum) : 1f / classes;
      }
    }
    return new Scores(count, classes, classes, ScoreKind.PROBABILITIES, out);
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
   * @throws IllegalArgumentException if the parts differ in their number of rows or of labels
   */
  public static Scores beside(List<Scores> views) {
    List<Scores> parts = views.stream().map(Scores::probabilities).toList();
    Scores first = parts.get(0);
    int classes = parts.stream().mapToInt(Scores::classes).sum();
    float[] all = new float[first.count * classes];
    int column = 0;
    for (Scores part : parts) {
      if (part.count != first.count || part.width != first.width) {
        throw new IllegalArgumentException(
            "views must be answers of one box to the same rows, but one is %d x %d and another %d x %d"
                .formatted(first.count, first.width, part.count, part.width));
      }
      for (int row = 0; row < first.count; row++) {
        System.arraycopy(
            part.values, row * part.classes, all, row * classes + column, part.classes);
      }
      column += part.classes;
    }
    return new Scores(first.count, classes, first.width, first.kind, all);
  }
}
