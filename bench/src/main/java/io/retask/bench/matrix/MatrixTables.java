package io.retask.bench.matrix;

import io.retask.app.compare.Entrant;
import io.retask.app.compare.Standings;
import io.retask.metric.ClusteredPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The matrix in Markdown: accuracies, the answer to "is auto ever worse", means a budget. */
final class MatrixTables {
  private static final double LEVEL = 0.05;
  private static final String NAME = "auto";
  private final List<Played> played;
  private final List<String> methods;
  private final StringBuilder text = new StringBuilder();

  MatrixTables(List<Played> played, List<String> methods) {
    this.played = List.copyOf(played);
    this.methods = methods;
  }

  void write(Path folder) {
    accuracies();
    against("auto:8");
    against("auto:1");
    means();
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
    text.append("### Accuracy, %\n\n| box | task | budget | ")
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
            "%d cells: best in %d, significantly worse in %d (paired test, p < %.2f, not corrected).\n\n"
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
    if (own.isEmpty() || rival.isEmpty()) {
      return Optional.empty();
    }
    ClusteredPairs pairs = standings.pairs(own.get(), rival.get(), budget);
    return Optional.of(
        new Duel(
            rival.get().label(),
            standings.accuracy(rival.get(), budget),
            standings.accuracy(own.get(), budget),
            pairs.pValue()));
  }

  /** Our method and the best of the others in one cell. */
  private record Duel(String rival, double theirs, double own, double p) {
    double difference() {
      return own - theirs;
    }

    boolean isWorse() {
      return difference() < 0 && p < LEVEL;
    }

    String line(Played one, long budget) {
      String verdict =
          difference() >= 0 ? "best" : isWorse() ? "**worse**" : "not significantly worse";
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

  /** Means over the tasks in which a method has a result, beside auto:8 on the same tasks. */
  private void means() {
    int budgets = played.stream().mapToInt(one -> one.budgets().size()).max().orElse(0);
    text.append("\n### Means a budget\n\n")
        .append("| budget | method | tasks | mean accuracy, % | auto:8 on the same tasks, % |\n")
        .append("|---|---|---|---|---|\n");
    for (int budget = 0; budget < budgets; budget++) {
      for (String method : methods) {
        mean(method, budget);
      }
    }
  }

  private void mean(String method, int budget) {
    List<Played> with =
        played.stream()
            .filter(one -> one.budgets().size() > budget)
            .filter(one -> one.accuracy(method, budget).isPresent())
            .toList();
    if (!with.isEmpty()) {
      text.append(
          "| %d. | %s | %d | %.1f | %s |%n"
              .formatted(
                  budget + 1,
                  method,
                  with.size(),
                  average(with, method, budget),
                  with.stream().allMatch(one -> one.accuracy("auto:8", budget).isPresent())
                      ? "%.1f".formatted(average(with, "auto:8", budget))
                      : "-"));
    }
  }

  private static double average(List<Played> tasks, String method, int budget) {
    return 100
        * tasks.stream()
            .mapToDouble(one -> one.accuracy(method, budget).orElse(0.0))
            .average()
            .orElse(0);
  }
}
