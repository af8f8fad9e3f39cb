package io.retask.app.compare;

import io.retask.metric.ClusteredPairs;
import io.retask.metric.Interval;
import io.retask.metric.Units;
import io.retask.report.Estimate;
import io.retask.report.MethodAtBudget;
import io.retask.report.Role;
import io.retask.report.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How every method did at every budget, all seeds together. */
public final class Standings {
  private final List<Entrant> entrants;
  private final Map<Cell, Outcome> outcomes;
  private final Map<Cell, boolean[]> right;
  private final Map<Long, List<String>> clusters;

  Standings(
      List<Entrant> entrants,
      Map<Cell, Outcome> outcomes,
      Map<Cell, boolean[]> right,
      Map<Long, List<String>> clusters) {
    this.entrants = entrants;
    this.outcomes = outcomes;
    this.right = right;
    this.clusters = clusters;
  }

  static Standings of(Arena arena, ComparisonFolder folder) {
    Map<Cell, Outcome> outcomes = new LinkedHashMap<>();
    Map<Cell, boolean[]> right = new LinkedHashMap<>();
    Map<Long, List<String>> clusters = new LinkedHashMap<>();
    Map<Long, int[]> truths = new LinkedHashMap<>();
    for (long seed : arena.divisions().keySet()) {
      clusters.put(seed, arena.clusters(seed));
      truths.put(seed, arena.truth(seed));
    }
    for (Cell cell : arena.cells()) {
      Optional<Outcome> outcome = folder.outcome(cell);
      outcome.ifPresent(found -> outcomes.put(cell, found));
      if (outcome.filter(found -> found.refused() == null).isPresent()) {
        right.put(
            cell, right(folder.predicted(cell), truths.getOrDefault(cell.seed(), new int[0])));
      }
    }
    return new Standings(arena.request().entrants(), outcomes, right, clusters);
  }

  private static boolean[] right(int[] predicted, int[] truth) {
    boolean[] right = new boolean[truth.length];
    for (int row = 0; row < truth.length; row++) {
      right[row] = predicted[row] == truth[row];
    }
    return right;
  }

  /** The methods that have a result at that budget, in the order given by the user. */
  public List<Entrant> present(long budget) {
    return entrants.stream().filter(entrant -> !found(entrant, budget).isEmpty()).toList();
  }

  private List<Long> found(Entrant entrant, long budget) {
    return clusters.keySet().stream()
        .filter(seed -> right.containsKey(new Cell(entrant, budget, seed)))
        .toList();
  }

  /** The share of right answers to the test rows of all seeds. */
  public double accuracy(Entrant entrant, long budget) {
    return share(right(entrant, budget, found(entrant, budget)));
  }

  private static double share(boolean[] right) {
    int count = 0;
    for (boolean one : right) {
      count += one ? 1 : 0;
    }
    return (double) count / right.length;
  }

  private boolean[] right(Entrant entrant, long budget, List<Long> seeds) {
    List<boolean[]> parts =
        seeds.stream()
            .map(seed -> right.getOrDefault(new Cell(entrant, budget, seed), new boolean[0]))
            .toList();
    boolean[] all = new boolean[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (boolean[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private List<String> clusters(List<Long> seeds) {
    List<String> all = new ArrayList<>();
    seeds.forEach(seed -> all.addAll(clusters.getOrDefault(seed, List.of())));
    return all;
  }

  /**
   * The paired test of two methods on the test rows of the seeds that both have, the rows of one
   * group taken together.
   *
   * @throws IllegalArgumentException if there is no such seed
   */
  public ClusteredPairs pairs(Entrant first, Entrant second, long budget) {
    List<Long> common = common(first, second, budget);
    return ClusteredPairs.of(
        clusters(common), right(first, budget, common), right(second, budget, common));
  }

  /** Whether two methods have results of the same seed, so that they can be tested. */
  public boolean comparable(Entrant first, Entrant second, long budget) {
    return !common(first, second, budget).isEmpty();
  }

  private List<Long> common(Entrant first, Entrant second, long budget) {
    List<Long> common = new ArrayList<>(found(first, budget));
    common.retainAll(found(second, budget));
    return common;
  }

  /** Of how many of the seeds a method has a result. */
  Seeds seeds(Entrant entrant, long budget) {
    return new Seeds(found(entrant, budget).size(), clusters.size());
  }

  /** How many groups of test rows, the units of the test of two methods, that test is about. */
  int groups(Entrant first, Entrant second, long budget) {
    return new HashSet<>(clusters(common(first, second, budget))).size();
  }

  /** Figures of one method at one budget. */
  MethodAtBudget row(Entrant entrant, long budget) {
    List<Long> seeds = found(entrant, budget);
    List<Outcome> found =
        seeds.stream()
            .flatMap(
                seed -> Optional.ofNullable(outcomes.get(new Cell(entrant, budget, seed))).stream())
            .toList();
    return new MethodAtBudget(
        entrant.label(),
        role(entrant),
        budget,
        seeds(entrant, budget),
        mean(found, Outcome::billedImages).orElse(0),
        found.stream().mapToInt(Standings::perPrediction).max().orElse(0),
        seeds.isEmpty() ? Optional.empty() : Optional.of(estimate(entrant, budget, seeds)),
        accuracies(found).isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(accuracies(found).get(0)),
        accuracies(found).stream().mapToDouble(Double::doubleValue).max(),
        mean(found, outcome -> figure(outcome.balancedAccuracy())),
        mean(found, Outcome::trainSeconds).orElse(0),
        refusal(entrant, budget));
  }

  private static List<Double> accuracies(List<Outcome> found) {
    return found.stream().map(outcome -> figure(outcome.accuracy())).sorted().toList();
  }

  private static double figure(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static int perPrediction(Outcome outcome) {
    Integer images = outcome.imagesPerPrediction();
    return images == null ? 0 : images;
  }

  private static OptionalDouble mean(List<Outcome> found, ToDoubleFunction<Outcome> figure) {
    return found.stream().mapToDouble(figure).average();
  }

  private Estimate estimate(Entrant entrant, long budget, List<Long> seeds) {
    boolean[] answers = right(entrant, budget, seeds);
    Interval interval = Units.of(clusters(seeds)).interval(answers);
    return new Estimate(share(answers), interval.low(), interval.high());
  }

  /** Why something is missing: a refusal, or trainings that are still to be made. */
  private Optional<String> refusal(Entrant entrant, long budget) {
    List<Outcome> made =
        clusters.keySet().stream()
            .flatMap(
                seed -> Optional.ofNullable(outcomes.get(new Cell(entrant, budget, seed))).stream())
            .toList();
    Optional<String> refused =
        made.stream()
            .flatMap(outcome -> Optional.ofNullable(outcome.refused()).stream())
            .findFirst();
    return refused.isPresent() || made.size() == clusters.size()
        ? refused
        : Optional.of("%d of %d trainings are made".formatted(made.size(), clusters.size()));
  }

  private static Role role(Entrant entrant) {
    if (!entrant.asksTheBox()) {
      return Role.WITHOUT_BOX;
    }
    return entrant.method().equals("auto") ? Role.OURS : Role.WITH_BOX;
  }
}
