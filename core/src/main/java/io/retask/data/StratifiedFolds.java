package io.retask.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides rows into folds so that every class is spread evenly and no group is divided.
 *
 * <p>Groups are placed one after the other, large ones first, each where the sum over classes of
 * (share of the class in the fold)² grows least. Where every group has one row, the sizes of a
 * class in two folds differ by at most 1.
 */
public final class StratifiedFolds {
  private StratifiedFolds() {}

  /**
   * The fold of every row, from 0: a pure function of its arguments. There are as many folds as
   * groups where these are fewer than {@code most}.
   *
   * @param classes n class indices, each at least 0
   * @param groups n names; equal names stay in one fold
   * @param most folds at the most, at least 2
   * @throws IllegalArgumentException if the lengths differ
   * @throws InvalidData if there is one group alone
   */
  public static int[] assign(int[] classes, String[] groups, int most, long seed) {
    check(classes, groups, most);
    int[] rows = IntStream.range(0, classes.length).toArray();
    List<Bundle> bundles = Bundle.byKey(rows, classes, groups);
    if (bundles.size() < 2) {
      throw new InvalidData(
          "the %d labelled rows are of %d group that cannot be divided, so none can be held out to"
                  .formatted(rows.length, bundles.size())
              + " choose by; add examples of another group");
    }
    int folds = Math.min(most, bundles.size());
    int[] foldOfRow = new int[classes.length];
    Filling filling = new Filling(classes, folds);
    for (Bundle bundle : Bundle.largestFirst(bundles, new Draws(seed, "folds", folds))) {
      int fold = filling.place(bundle);
      Arrays.stream(bundle.rows()).forEach(row -> foldOfRow[row] = fold);
    }
    return foldOfRow;
  }

  private static void check(int[] classes, String[] groups, int folds) {
    if (classes.length != groups.length) {
      throw new IllegalArgumentException(
          "%d classes but %d groups; give one of each a row"
              .formatted(classes.length, groups.length));
    }
    if (folds < 2) {
      throw new IllegalArgumentException(
          "%d folds leave nothing to compare; ask for at least 2".formatted(folds));
    }
  }

  /** What the folds hold so far. */
  private static final class Filling {
    private final double[] total;
    private final int[][] held;
    private final int[] size;

    Filling(int[] classes, int folds) {
      total = new double[Arrays.stream(classes).max().orElse(-1) + 1];
      Arrays.stream(classes).forEach(c -> total[c]++);
      held = new int[folds][total.length];
      size = new int[folds];
    }

    int place(Bundle bundle) {
      int best = 0;
      for (int fold = 1; fold < size.length; fold++) {
        int order = Double.compare(growth(bundle, fold), growth(bundle, best));
        if (order < 0 || (order == 0 && size[fold] < size[best])) {
          best = fold;
        }
      }
      for (int i = 0; i < bundle.classes().length; i++) {
        held[best][bundle.classes()[i]] += bundle.count(i);
      }
      size[best] += bundle.size();
      return best;
    }

    /** By how much the sum of squared shares grows; (a + b)² - a² = b·(2a + b). */
    private double growth(Bundle bundle, int fold) {
      double sum = 0;
      for (int i = 0; i < bundle.classes().length; i++) {
        int c = bundle.classes()[i];
        int added = bundle.count(i);
        sum += added * (2.0 * held[fold][c] + added) / (total[c] * total[c]);
      }
      return sum;
    }
  }
}
