package io.retask.mapping;

import io.retask.blackbox.Scores;

/**
 * How often source labels and classes come together: tables of K x C, entry (s, t) at s·C + t. A
 * label that the box did not name is not counted as named.
 */
final class Together {
  private Together() {}

  /** N[s,t]: how many rows of class t have s as their best label; the lower label at a tie. */
  static double[] best(Evidence evidence, int targets) {
    Scores answers = evidence.answers();
    double[] table = new double[answers.classes() * targets];
    for (int row = 0; row < evidence.count(); row++) {
      int best = answers.best(row);
      if (answers.told(row, best).isPresent()) {
        table[best * targets + evidence.classOf(row)]++;
      }
    }
    return table;
  }

  /** The sum of the probabilities of s over the rows of class t that have s among their best k. */
  static double[] top(Evidence evidence, int targets, int k) {
    Scores answers = evidence.answers().probabilities();
    double[] table = new double[answers.classes() * targets];
    for (int row = 0; row < evidence.count(); row++) {
      boolean[] taken = new boolean[answers.classes()];
      for (int place = 0; place < k; place++) {
        int best = bestOf(answers, row, taken);
        if (best < 0) {
          break;
        }
        taken[best] = true;
        table[best * targets + evidence.classOf(row)] += answers.told(row, best).orElseThrow();
      }
    }
    return table;
  }

  /** The best label that was told and is not taken; -1 if there is none. */
  private static int bestOf(Scores answers, int row, boolean[] taken) {
    int begin = row * answers.classes();
    int best = -1;
    for (int label = 0; label < taken.length; label++) {
      float value = answers.values()[begin + label];
      if (!taken[label]
          && !Float.isNaN(value)
          && (best < 0 || value > answers.values()[begin + best])) {
        best = label;
      }
    }
    return best;
  }

  /** The mean probability of s over the rows of class t; the bound of it where it was untold. */
  static double[] means(Evidence evidence, int targets) {
    Scores answers = evidence.answers().censored();
    double[] table = new double[answers.classes() * targets];
    int[] members = new int[targets];
    for (int row = 0; row < evidence.count(); row++) {
      members[evidence.classOf(row)]++;
    }
    for (int row = 0; row < evidence.count(); row++) {
      int target = evidence.classOf(row);
      for (int source = 0; source < answers.classes(); source++) {
        float value = answers.values()[row * answers.classes() + source];
        table[source * targets + target] += (double) value / members[target];
      }
    }
    return table;
  }
}
