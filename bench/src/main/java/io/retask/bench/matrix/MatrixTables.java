package io.retask.bench.matrix;

import io.retask.app.compare.Entrant;
import io.retask.app.compare.Standings;
import io.retask.metric.ClusteredPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The matrix in Markdown: means a budget, the answer to "is auto ever worse", accuracies. */
final class MatrixTables {
  private static final double LEVEL = 0.05;
  private static final String NAME = "auto";
  private final List<Played> played;
  private final List<String> methods;
  private final List<String> budgets;
  private final StringBuilder text = new StringBuilder();

  /**
   * Tables of what was played.
   *
   * @param budgets as they were asked for, such as {@code 3n}, in ascending order
   */
  MatrixTables(List<Played> played, List<String> methods, List<String> budgets) {
    this.played = List.copyOf(played);
    this.methods = methods;
    this.budgets = budgets;
  }

  void write(Path folder) {
    means();
    against("auto:8");
    against("auto:1");
    accuracies();
    try {
      Files.writeString(folder.resolve("matrix.md"), text.toString());
      for (String box : played.stream().map(Played::box).distinct().toList()) {
        List<Played> ofBox = played.stream().filter(one -> one.box().equals(box)).toList();
        Files.writeString(folder.resolve(box + ".svg"), new MatrixPlot(ofBox, methods).svg());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write into " + folder, failure);
    }
  }

  private void accuracies() {
    text.append("\n### Accuracy, %\n\n| box | task | budget | ")
        .append(String.join(" | ", methods))
        .append(" |\n|---|---|---|")
        .append("---|".repeat(methods.size()))
        .append('\n');
    for (Played one : played) {
      for (int budget = 0; budget < one.budgets().size(); budget++) {
        text.append(
            "| %s | %s | %,d |".formatted(one.box(), one.task(), one.budgets().get(budget)));
        for (String method : methods) {
          text.append(
              one.accuracy(method, budget)
                  .map(value -> " %.1f |".formatted(100 * value))
                  .orElse(" - |"));
        }
        text.append('\n');
      }
    }
  }

  /** A method against the best of its rivals, of which each bills one image a prediction. */
  private void against(String ours) {
    if (!methods.contains(ours)) {
      return;
    }
    List<String> lines = new ArrayList<>();
    int worse = 0;
    int best = 0;
    for (Played one : played) {
      for (long budget : one.budgets()) {
        Optional<Duel> duel = duel(one.compared().standings(), ours, budget);
        if (duel.isPresent()) {
          lines.add(duel.get().line(one, budget));
          worse += duel.get().isWorse() ? 1 : 0;
          best += duel.get().difference() >= 0 ? 1 : 0;
        }
      }
    }
    text.append("\n### %s against the best other method\n\n".formatted(ours))
        .append(
            "%d cells: best or equal in %d, significantly worse in %d (paired test, p < %.2f, not corrected).\n\n"
                .formatted(lines.size(), best, worse, LEVEL))
        .append("| box | task | budget | best other | % | ")
        .append(ours)
        .append(", % | difference | p | verdict |\n|---|---|---|---|---|---|---|---|---|\n");
    lines.forEach(line -> text.append(line).append('\n'));
  }

  private static Optional<Duel> duel(Standings standings, String ours, long budget) {
    List<Entrant> present = standings.present(budget);
    Optional<Entrant> own =
        present.stream().filter(entrant -> entrant.label().equals(ours)).findFirst();
    Optional<Entrant> rival =
        present.stream()
            .filter(entrant -> !entrant.method().equals(NAME))
            .max(Comparator.comparingDouble(entrant -> standings.accuracy(entrant, budget)));
    if (own.isEmpty() || rival.isEmpty() || !standings.comparable(own.get(), rival.get(), budget)) {
      return Optional.empty();
    }
    ClusteredPairs pairs = standings.pairs(own.get(), rival.get(), budget);
    return Optional.of(
        new Duel(
            rival.get().label(),
            standings.accuracy(rival.get(), budget),
            standings.accuracy(own.get(), budget),
            pairs.difference(),
            pairs.pValue()));
  }

  /**
   * Our method and the best of the others in one cell.
   *
   * @param tested how far ours is above on the seeds that both have, which p is about
   */
  private record Duel(String rival, double theirs, double own, double tested, double p) {
    double difference() {
      return own - theirs;
    }

    boolean isWorse() {
      return tested < 0 && p < LEVEL;
    }

    String line(Played one, long budget) {
      String verdict =
          isWorse()
              ? "**worse**"
              : difference() > 0 ? "best" : difference() == 0 ? "equal" : "not significantly worse";
      return "| %s | %s | %,d | %s | %.1f | %.1f | %+.1f | %s | %s |"
          .formatted(
              one.box(),
              one.task(),
              budget,
              rival,
              100 * theirs,
              100 * own,
              100 * difference(),
              p < 0.001 ? "< 0.001" : "%.3f".formatted(p),
              verdict);
    }
  }

  /** Means over the tasks, for each box and for all; what lacks a task says of how many it is. */
  private void means() {
    text.append("### Mean accuracy over the tasks, %\n\n| box | tasks | budget | ")
        .append(String.join(" | ", methods))
        .append(" |\n|---|---|---|")
        .append("---|".repeat(methods.size()))
        .append('\n');
    List<String> boxes = played.stream().map(Played::box).distinct().toList();
    for (String box : boxes) {
      means(box, played.stream().filter(one -> one.box().equals(box)).toList());
    }
    if (boxes.size() > 1) {
      means("all", played);
    }
  }

  private void means(String box, List<Played> tasks) {
    for (int budget = 0; budget < budgets.size(); budget++) {
      text.append("| %s | %d | %s |".formatted(box, tasks.size(), budgets.get(budget)));
      for (String method : methods) {
        text.append(mean(tasks, method, budget));
      }
      text.append('\n');
    }
  }

  private static String mean(List<Played> tasks, String method, int budget) {
    double[] found =
        tasks.stream()
            .flatMap(one -> one.accuracy(method, budget).stream())
            .mapToDouble(accuracy -> 100 * accuracy)
            .toArray();
    if (found.length == 0) {
      return " - |";
    }
    String part = found.length < tasks.size() ? " (of %d)".formatted(found.length) : "";
    return " %.1f%s |".formatted(Arrays.stream(found).average().orElseThrow(), part);
  }
}
