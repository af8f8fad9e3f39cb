package io.retask.mapping;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.ScorePullback;
import io.retask.blackbox.Scores;
import java.util.BitSet;

/**
 * The mapping of BAR (arXiv 2007.08714): h_j = (1/m) · sum over s in S_j of F_s, with disjoint sets
 * S_j of source labels. The h_j of one row need not have sum 1, so they are of the kind {@link
 * ScoreKind#SIGMOID}.
 *
 * <p>A score that the box did not tell counts with the bound of {@link Scores#censored}, never with
 * 0.
 */
public final class ManyToOneMapping implements DifferentiableMapping {
  private final int sources;
  private final int[][] sets;

  /**
   * A mapping with given sets; the arrays are copied.
   *
   * @param sources the number of source labels, K
   * @param sets the source labels of each class: C sets, each of 1 label or more, no label in two
   * @throws IllegalArgumentException if a set is empty, or a label out of range or used twice
   */
  public ManyToOneMapping(int sources, int[][] sets) {
    this.sources = sources;
    this.sets = copy(sets);
    BitSet used = new BitSet(sources);
    for (int target = 0; target < sets.length; target++) {
      if (sets[target].length == 0) {
        throw new IllegalArgumentException("class " + target + " has no source label");
      }
      for (int source : sets[target]) {
        check(source, target, used);
      }
    }
  }

  private void check(int source, int target, BitSet used) {
    if (source < 0 || source >= sources) {
      throw new IllegalArgumentException(
          "class %d asks for source label %d, but the box has labels 0 to %d"
              .formatted(target, source, sources - 1));
    }
    if (used.get(source)) {
      throw new IllegalArgumentException(
          "source label %d serves class %d and another one; give it to one class only"
              .formatted(source, target));
    }
    used.set(source);
  }

  private static int[][] copy(int[][] sets) {
    int[][] copy = sets.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = sets[i].clone();
    }
    return copy;
  }

  @Override
  public int sources() {
    return sources;
  }

  @Override
  public int targets() {
    return sets.length;
  }

  /** The source labels of each class, as the constructor takes them; a copy. */
  public int[][] sets() {
    return copy(sets);
  }

  @Override
  public Scores apply(Scores answers) {
    checkWidth(answers);
    float[] told = answers.censored().values();
    float[] mapped = new float[answers.count() * targets()];
    for (int row = 0; row < answers.count(); row++) {
      for (int target = 0; target < targets(); target++) {
        double sum = 0;
        for (int source : sets[target]) {
          sum += told[row * sources + source];
        }
        mapped[row * targets() + target] = (float) (sum / sets[target].length);
      }
    }
    return Scores.wrap(answers.count(), targets(), ScoreKind.SIGMOID, mapped);
  }

  /** {@inheritDoc} The probability F_s of a label of class j gets G_j / m. */
  @Override
  public float[] pullback(Scores answers, float[] mappedGradient) {
    checkWidth(answers);
    float[] gradient = new float[answers.count() * sources];
    for (int row = 0; row < answers.count(); row++) {
      for (int target = 0; target < targets(); target++) {
        float share = mappedGradient[row * targets() + target] / sets[target].length;
        for (int source : sets[target]) {
          gradient[row * sources + source] = share;
        }
      }
    }
    return ScorePullback.ofProbabilities(answers, gradient);
  }

  private void checkWidth(Scores answers) {
    if (answers.classes() != sources) {
      throw new IllegalArgumentException(
          "the mapping takes %d scores a row, but the answers have %d"
              .formatted(sources, answers.classes()));
    }
  }
}
