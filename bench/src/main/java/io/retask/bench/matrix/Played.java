package io.retask.bench.matrix;

import io.retask.app.compare.Compared;
import io.retask.report.MethodAtBudget;
import java.util.List;
import java.util.Optional;

/** One finished comparison of the matrix. */
record Played(String box, String task, Compared compared) {
  List<Long> budgets() {
    return compared.rows().stream().map(MethodAtBudget::budget).distinct().sorted().toList();
  }

  Optional<Double> accuracy(String method, int budget) {
    long images = budgets().get(budget);
    return compared.rows().stream()
        .filter(row -> row.budget() == images && row.method().equals(method))
        .flatMap(row -> row.accuracy().stream())
        .map(estimate -> estimate.value())
        .findFirst();
  }
}
