package io.retask.app.cli;

import io.retask.app.run.Evaluated;
import io.retask.app.run.Trained;
import io.retask.baseline.BaselineResult;
import io.retask.metric.Evaluation;
import io.retask.metric.Reliability;
import java.util.Map;

/** How results look on a terminal. */
final class Results {
  private Results() {}

  static void printTrained(Terminal terminal, Trained trained, boolean json) {
    if (json) {
      terminal.printJson(trained);
      return;
    }
    terminal.print("trained %s in %.0f s".formatted(trained.run(), trained.wallSeconds()));
    trained
        .metrics()
        .forEach((name, value) -> terminal.print("  %-24s %.4f".formatted(name, value)));
    terminal.print(
        "  %-24s %,d images (%,d reserved, %,d unknown), %s %s"
            .formatted(
                "bill",
                trained.bill().settledImages(),
                trained.bill().reservedImages(),
                trained.bill().unknownImages(),
                trained.bill().money().toPlainString(),
                trained.bill().currency()));
    terminal.print("next: retask evaluate " + trained.run());
  }

  static void printEvaluated(Terminal terminal, Evaluated evaluated, boolean json) {
    if (json) {
      terminal.printJson(evaluated.asMap());
      return;
    }
    terminal.print(
        "%-12s %8s  %-17s %8s  %s"
            .formatted("method", "accuracy", "95 % interval", "balanced", "p"));
    line(terminal, evaluated.method(), evaluated.exam().evaluation(), "");
    Map<String, Double> pairedP = evaluated.exam().pairedP();
    for (BaselineResult baseline : evaluated.exam().baselines()) {
      double p = pairedP.getOrDefault(baseline.name(), Double.NaN);
      line(
          terminal,
          baseline.name(),
          baseline.evaluation(),
          p < 0.001 ? "< 0.001" : "%.3f".formatted(p));
    }
    terminal.print(
        "n = %d held-out examples; p: %s against %s"
            .formatted(
                evaluated.exam().evaluation().n(),
                evaluated.exam().pairedTest(),
                evaluated.method()));
    terminal.print(sureness(evaluated.exam().reliability()));
    evaluated.mapping().forEach(line -> terminal.print("  " + line));
    terminal.print(evaluated.conclusion());
    terminal.print(
        "bill: %,d images, %s %s"
            .formatted(
                evaluated.bill().reservedImages(),
                evaluated.bill().money().toPlainString(),
                evaluated.bill().currency()));
    terminal.print("report: " + evaluated.report());
  }

  private static String sureness(Reliability found) {
    return "says %.1f %% on average and is right %.1f %% of the time; calibration error %.1f points (%.1f to %.1f)"
        .formatted(
            100 * found.confidence(),
            100.0 * found.right() / found.count(),
            100 * found.expectedError(),
            100 * found.expectedErrorCi95().low(),
            100 * found.expectedErrorCi95().high());
  }

  private static void line(Terminal terminal, String name, Evaluation figures, String p) {
    terminal.print(
        "%-12s %7.1f%%  %5.1f%% to %5.1f%%   %7.1f%%  %s"
            .formatted(
                name,
                100 * figures.accuracy(),
                100 * figures.accuracyCi95().low(),
                100 * figures.accuracyCi95().high(),
                100 * figures.balancedAccuracy(),
                p));
  }
}
