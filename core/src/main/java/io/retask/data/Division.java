package io.retask.data;

import io.retask.data.Example.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** One use of a {@link SplitPlan}: draws whole bundles of rows, class by class. */
final class Division {
  private final Dataset data;
  private final SplitPlan plan;
  private final List<Example> examples;
  private final int[] classes;
  private final String[] keys;

  Division(Dataset data, SplitPlan plan) {
    this.data = data;
    this.plan = plan;
    this.examples = data.examples();
    this.classes = data.classesOf(IntStream.range(0, examples.size()).toArray());
    this.keys = Kinship.keys(examples);
  }

  Split split() {
    refuseTooFew();
    int[] published = rows(row -> assigned(row) == Part.TEST);
    return published.length == 0 ? drawn() : asPublished(published);
  }

  private Split drawn() {
    List<Bundle> all = bundles(IntStream.range(0, examples.size()).toArray());
    boolean none = plan.test().isNone();
    refuseFewBundles(all, none ? 1 : 2, "training and test need");
    int[] half = Arrays.stream(counts(all)).map(count -> count / 2).toArray();
    int[] quota = plan.test().of(counts(all));
    Arrays.setAll(quota, c -> none ? 0 : Math.max(1, Math.min(quota[c], half[c])));
    List<Bundle> test = draw(all, quota, "test", true);
    return labelled(without(all, test), rowsOf(test));
  }

  private Split asPublished(int[] published) {
    Set<String> seen = new HashSet<>();
    Arrays.stream(published).forEach(row -> seen.add(keys[row]));
    List<Bundle> free =
        bundles(rows(row -> assigned(row) != Part.TEST && !seen.contains(keys[row])));
    refuseFewBundles(free, 1, "beside the published test part training needs");
    if (plan.test().unit() == Amount.Unit.SHARE) {
      return labelled(free, plan.test().isNone() ? new int[0] : published);
    }
    List<Bundle> test = bundles(published);
    return labelled(free, rowsOf(draw(test, plan.test().of(counts(test)), "test", false)));
  }

  private Split labelled(List<Bundle> free, int[] test) {
    List<Bundle> used = draw(free, plan.labels().of(counts(free)), "labels", false);
    if (plan.validationShare() == 0) {
      refuseOneBundle(used);
      return new Split(rowsOf(used), new int[0], test);
    }
    refuseFewBundles(used, 2, "training and validation need, of the labelled rows,");
    int[] quota = Amount.share(plan.validationShare()).of(counts(used));
    List<Bundle> validation = draw(used, quota, "validation", true);
    List<Bundle> train = without(used, validation);
    refuseOneBundle(train);
    return new Split(rowsOf(train), rowsOf(validation), test);
  }

  /**
   * Bundles in random order, each taken where no class then has more than its quota; a class that
   * got nothing takes its smallest bundle.
   *
   * @param leave whether one bundle of every class has to be left
   */
  private List<Bundle> draw(List<Bundle> from, int[] quota, String purpose, boolean leave) {
    Draw draw = new Draw(from, quota, leave);
    int[] order = new Draws(plan.seed(), purpose, 0).permutation(from.size());
    Arrays.stream(order).forEach(i -> draw.offer(from.get(i), false));
    IntStream.of(order)
        .mapToObj(from::get)
        .sorted(Comparator.comparingInt(Bundle::size))
        .forEach(bundle -> draw.offer(bundle, true));
    return draw.taken();
  }

  private Part assigned(int row) {
    return examples.get(row).assigned();
  }

  private int[] rows(IntPredicate wanted) {
    return IntStream.range(0, examples.size()).filter(wanted).toArray();
  }

  private List<Bundle> bundles(int[] rows) {
    return Bundle.byKey(rows, classes, keys);
  }

  private static int[] rowsOf(List<Bundle> bundles) {
    return bundles.stream().flatMapToInt(bundle -> Arrays.stream(bundle.rows())).toArray();
  }

  private static List<Bundle> without(List<Bundle> all, List<Bundle> some) {
    Set<Bundle> gone = new HashSet<>(some);
    return new ArrayList<>(all.stream().filter(bundle -> !gone.contains(bundle)).toList());
  }

  private int[] counts(List<Bundle> bundles) {
    int[] counts = new int[data.classes().size()];
    Arrays.stream(rowsOf(bundles)).forEach(row -> counts[classes[row]]++);
    return counts;
  }

  private void refuseTooFew() {
    int most = data.classes().size();
    if (most < 2) {
      throw new InvalidData(
          "'%s' has %s and %d examples; a classifier needs at least 2 classes; add examples of another class"
              .formatted(
                  data.name(),
                  most == 0 ? "no class" : "one class, '" + data.classes().get(0) + "',",
                  examples.size()));
    }
    if (examples.size() < 2 * most) {
      throw new InvalidData(
          "'%s' has %d examples of %d classes; training and test need at least 2 of every class, so %d; add examples"
              .formatted(data.name(), examples.size(), most, 2 * most));
    }
  }

  /** What is chosen by cross-validation, the baselines included, is chosen between groups. */
  private void refuseOneBundle(List<Bundle> train) {
    if (train.size() < 2) {
      throw new InvalidData(
          "training on '%s' would be left with %d examples of one group that cannot be divided; it needs at least 2 groups to choose between; add examples of other groups or name smaller groups"
              .formatted(data.name(), rowsOf(train).length));
    }
  }

  private void refuseFewBundles(List<Bundle> bundles, int least, String who) {
    int[] groups = new int[data.classes().size()];
    bundles.forEach(bundle -> Arrays.stream(bundle.classes()).forEach(c -> groups[c]++));
    int[] rows = counts(bundles);
    for (int c = 0; c < groups.length; c++) {
      if (groups[c] < least) {
        throw new InvalidData(
            "class '%s' of '%s' has %d examples in %d groups that cannot be divided; %s at least %d of every class; add examples of other groups or leave the class out"
                .formatted(data.classes().get(c), data.name(), rows[c], groups[c], who, least));
      }
    }
  }
}
