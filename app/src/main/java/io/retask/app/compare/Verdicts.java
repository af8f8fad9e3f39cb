package io.retask.app.compare;

import io.retask.metric.ClusteredPairs;
import io.retask.metric.Holm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which differences at one budget are more than chance. All pairs of methods are tested and
 * corrected together, so that it does not matter that the best was picked by looking.
 */
final class Verdicts {
  private static final double LEVEL = 0.05;
  private final Standings standings;
  private final long budget;
  private final List<Entrant> ranked;
  private final Map<Pair, Difference> differences = new HashMap<>();

  private record Pair(Entrant better, Entrant worse) {}

  /**
   * A difference between two methods.
   *
   * @param points the first less the second, in percentage points
   * @param p corrected for the number of pairs
   */
  private record Difference(double points, double p) {
    Difference turned() {
      return new Difference(-points, p);
    }

    boolean significant() {
      return p < LEVEL;
    }

    boolean significantlyAbove() {
      return points > 0 && significant();
    }

    String chance() {
      return p < 0.001 ? "p < 0.001" : "p = %.3f".formatted(p);
    }
  }

  Verdicts(Standings standings, long budget) {
    this.standings = standings;
    this.budget = budget;
    // what lacks a seed was judged on other rows, which may have been the easier ones
    Comparator<Entrant> byAccuracy =
        Comparator.comparing(this::isPartial)
            .thenComparingDouble(entrant -> -standings.accuracy(entrant, budget));
    this.ranked = standings.present(budget).stream().sorted(byAccuracy).toList();
    test();
  }

  private void test() {
    List<Pair> pairs = new ArrayList<>();
    List<ClusteredPairs> tests = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      for (int j = i + 1; j < ranked.size(); j++) {
        if (standings.comparable(ranked.get(i), ranked.get(j), budget)) {
          pairs.add(new Pair(ranked.get(i), ranked.get(j)));
          tests.add(standings.pairs(ranked.get(i), ranked.get(j), budget));
        }
      }
    }
    double[] p = Holm.adjusted(tests.stream().mapToDouble(ClusteredPairs::pValue).toArray());
    for (int i = 0; i < p.length; i++) {
      Difference difference = new Difference(100 * tests.get(i).difference(), p[i]);
      differences.put(pairs.get(i), difference);
    }
  }

  /** Of the seeds that both have; empty if there is none. A pair is kept in the order of ranks. */
  private Optional<Difference> between(Entrant entrant, Entrant other) {
    return Optional.ofNullable(differences.get(new Pair(entrant, other)))
        .or(
            () ->
                Optional.ofNullable(differences.get(new Pair(other, entrant)))
                    .map(Difference::turned));
  }

  private boolean isPartial(Entrant entrant) {
    return standings.seeds(entrant, budget).part().isPresent();
  }

  private Optional<Entrant> named(String method) {
    return ranked.stream().filter(entrant -> entrant.method().equals(method)).findFirst();
  }

  private String percent(Entrant entrant) {
    return "%.1f %%".formatted(100 * standings.accuracy(entrant, budget));
  }

  /** Said behind a share of right answers that is not one of all seeds. */
  private String part(Entrant entrant) {
    return standings.seeds(entrant, budget).part().map(" in %s"::formatted).orElse("");
  }

  private static String quoted(Entrant entrant) {
    return "“" + entrant.label() + "”";
  }

  /** One sentence a method, the most accurate first. */
  List<String> sentences() {
    return ranked.stream().map(this::sentence).toList();
  }

  private String sentence(Entrant entrant) {
    Entrant best = ranked.get(0);
    List<String> parts = new ArrayList<>();
    if (!entrant.equals(best)) {
      parts.add(against(entrant, best, "the best, " + quoted(best)));
    }
    named("raw")
        .filter(raw -> !raw.equals(entrant) && !raw.equals(best))
        .ifPresent(raw -> parts.add(against(entrant, raw, "raw pixels")));
    named("readout")
        .filter(readout -> !readout.equals(entrant) && !readout.equals(best))
        .ifPresent(readout -> parts.add(against(entrant, readout, "the readout")));
    return "%s is right on %s%s%s%s."
        .formatted(
            quoted(entrant),
            percent(entrant),
            part(entrant),
            entrant.equals(best) ? ", the best here" : "",
            parts.isEmpty() ? "" : ": " + String.join("; ", parts));
  }

  private String against(Entrant entrant, Entrant other, String name) {
    return between(entrant, other)
        .map(difference -> against(difference, name))
        .orElse("not tested against %s, which has no seed in common with it".formatted(name));
  }

  private static String against(Difference difference, String name) {
    if (difference.points() == 0) {
      return "level with %s (%s)".formatted(name, difference.chance());
    }
    return "%.1f points %s %s, %s (%s)"
        .formatted(
            Math.abs(difference.points()),
            difference.points() < 0 ? "below" : "above",
            name,
            difference.significant() ? "a significant difference" : "no significant difference",
            difference.chance());
  }

  /** The result in plain sentences. */
  List<String> conclusions() {
    if (ranked.isEmpty()) {
      return List.of("No method gave a result at %,d images.".formatted(budget));
    }
    Entrant best = ranked.get(0);
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "At a budget of %,d images %s is the most accurate%s, right on %s of the test rows%s."
            .formatted(
                budget,
                quoted(best),
                !isPartial(best) && ranked.stream().anyMatch(this::isPartial)
                    ? " of those that have a result for every seed"
                    : "",
                percent(best),
                part(best)));
    if (ranked.size() > 1) {
      sentences.add(alike(best));
    }
    named("raw").flatMap(raw -> honest(raw, best)).ifPresent(sentences::add);
    named("ar").map(Verdicts::bound).ifPresent(sentences::add);
    return sentences;
  }

  private static String bound(Entrant glass) {
    return "%s sees inside the box: it says what gradients can do, which no method that only asks can use."
        .formatted(quoted(glass));
  }

  private String alike(Entrant best) {
    List<String> alike =
        ranked.stream()
            .skip(1)
            .filter(
                entrant -> between(best, entrant).filter(Difference::significantlyAbove).isEmpty())
            .map(entrant -> "%s (%s%s)".formatted(quoted(entrant), percent(entrant), part(entrant)))
            .toList();
    return alike.isEmpty()
        ? "Every other method is significantly below it."
        : "Not significantly below it: %s.".formatted(String.join(", ", alike));
  }

  /**
   * Said wherever it is not shown that the box is worth its bill. That a test sees no difference
   * does not show that there is none, so how much it could see is said with it.
   */
  private Optional<String> honest(Entrant raw, Entrant best) {
    if (raw.equals(best)) {
      return Optional.of(
          "Raw pixels alone do best, with %s%s: that the box helps is not shown."
              .formatted(percent(raw), part(raw)));
    }
    Optional<Difference> difference = between(best, raw);
    return difference.filter(Difference::significantlyAbove).isPresent()
        ? Optional.empty()
        : Optional.of(
            "Raw pixels alone, with %s%s against %s%s, are not significantly worse (%s, %,d groups of test rows): that the box helps is not shown."
                .formatted(
                    percent(raw),
                    part(raw),
                    percent(best),
                    part(best),
                    difference.map(Difference::chance).orElse("no seed in common"),
                    standings.groups(best, raw, budget)));
  }
}
