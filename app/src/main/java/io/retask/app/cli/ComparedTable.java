package io.retask.app.cli;

import io.retask.app.compare.Compared;
import io.retask.report.Estimate;
import io.retask.report.MethodAtBudget;
import io.retask.report.MethodComparison.Finding;

/** How a comparison looks on a terminal. */
final class ComparedTable {
  private ComparedTable() {}

  static void print(Terminal terminal, Compared compared) {
    terminal.print(
        "%-14s %10s %10s %9s  %-17s %9s %6s"
                .formatted(
                    "method", "budget", "billed", "accuracy", "95 % interval", "balanced", "views")
            + (compared.study().isEmpty() ? "" : "  published"));
    compared
        .rows()
        .forEach(row -> terminal.print(line(row) + published(row, compared) + part(row)));
    for (Finding finding : compared.findings()) {
      terminal.print("");
      terminal.print("at %,d images:".formatted(finding.budget()));
      finding.sentences().forEach(sentence -> terminal.print("  " + sentence));
    }
    terminal.print("");
    compared.conclusions().forEach(terminal::print);
    compared.study().stream().flatMap(study -> study.sentences().stream()).forEach(terminal::print);
    terminal.print(
        "the box was sent %,d images, %s %s"
            .formatted(
                compared.sent().reservedImages(),
                compared.sent().money().toPlainString(),
                compared.sent().currency()));
    terminal.print("page: " + compared.page());
  }

  private static String published(MethodAtBudget row, Compared compared) {
    return row.accuracy().isEmpty()
        ? ""
        : compared.study().map(study -> "  " + study.publishedFor(row.method())).orElse("");
  }

  private static String part(MethodAtBudget row) {
    return row.accuracy().isEmpty() ? "" : row.seeds().part().map("  "::concat).orElse("");
  }

  private static String line(MethodAtBudget row) {
    if (row.accuracy().isEmpty()) {
      return "%-14s %,10d not possible: %s"
          .formatted(row.method(), row.budget(), row.refusal().orElseThrow());
    }
    Estimate accuracy = row.accuracy().get();
    return "%-14s %,10d %,10d %7.1f %%  %5.1f %% to %5.1f %% %7.1f %% %6d"
        .formatted(
            row.method(),
            row.budget(),
            Math.round(row.billedImages()),
            100 * accuracy.value(),
            100 * accuracy.low(),
            100 * accuracy.high(),
            100 * row.balancedAccuracy().orElse(0),
            row.imagesPerPrediction());
  }
}
