package io.retask.method;

import io.retask.data.StratifiedFolds;
import io.retask.recipe.AutoRecipe;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a budget lets {@code auto} ask; known before anything is sent.
 *
 * @param asked which of the labelled rows are asked about, ascending: all of them where the budget
 *     covers each once, else as many as it covers, every class in proportion; none where they are
 *     too few to learn from
 * @param labelled how many labelled rows there are
 * @param candidates how many views of these rows the budget covers, at most
 */
record AutoPlan(Rows asked, int labelled, int candidates) {
  /**
   * The parts of the cross-validation; fewer answers a class teach nothing that it could confirm.
   */
  static final int FOLDS = 5;

  /** Indices into the labelled rows, with what a cross-validation needs of them. */
  static final class Rows {
    final int[] chosen;
    final int[] classes;
    final int[] folds;

    private Rows(int[] chosen, int[] classesOfAll, int[] foldsOfAll) {
      this.chosen = chosen;
      this.classes = IntStream.of(chosen).map(row -> classesOfAll[row]).toArray();
      this.folds = IntStream.of(chosen).map(row -> foldsOfAll[row]).toArray();
    }

    int count() {
      return chosen.length;
    }
  }

  /**
   * Plans a run.
   *
   * @param classes the class of each labelled row
   * @param folds the fold of each labelled row
   * @param targets the number of classes, C
   */
  static AutoPlan of(Lesson lesson, int[] classes, int[] folds, int targets) {
    AutoRecipe settings = lesson.recipe().settings(AutoRecipe.class);
    long images = SearchBudget.images(lesson.recipe().budget(), lesson.box().spec().price());
    int n = classes.length;
    int[] all = IntStream.range(0, n).toArray();
    if (images >= n) {
      return new AutoPlan(
          new Rows(all, classes, folds), n, (int) Math.min(settings.candidates(), images / n));
    }
    boolean tooFew = images < (long) FOLDS * targets;
    int[] chosen = tooFew ? new int[0] : some((int) images, classes, lesson.recipe().seed());
    Rows asked = new Rows(chosen, classes, folds);
    return IntStream.of(asked.folds).distinct().count() < 2
        ? new AutoPlan(new Rows(new int[0], classes, folds), n, 0)
        : new AutoPlan(asked, n, 1);
  }

  /** Whether some labelled rows, but not all, are asked about. */
  boolean asksAPart() {
    return asked.count() > 0 && asked.count() < labelled;
  }

  /** The folds of the labelled rows: rows of one group are in one; fewer folds for few groups. */
  static int[] folds(Lesson lesson, int[] rows) {
    return StratifiedFolds.assign(
        lesson.classesOf(rows), lesson.groupsOf(rows), FOLDS, lesson.recipe().seed());
  }

  /** The first rows of an order in which every class is spread evenly. */
  private static int[] some(int count, int[] classes, long seed) {
    int[] shuffled = shuffled(classes.length, seed);
    int[] sizes = new int[Arrays.stream(classes).max().orElse(-1) + 1];
    Arrays.stream(classes).forEach(c -> sizes[c]++);
    double[] place = new double[classes.length];
    int[] seen = new int[sizes.length];
    for (int row : shuffled) {
      place[row] = (seen[classes[row]]++ + 0.5) / sizes[classes[row]];
    }
    return IntStream.range(0, classes.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer row) -> place[row]).thenComparing(row -> row))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** Fisher and Yates's shuffle of 0 to n - 1. */
  private static int[] shuffled(int n, long seed) {
    int[] order = IntStream.range(0, n).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = n - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[other];
      order[other] = held;
    }
    return order;
  }
}
