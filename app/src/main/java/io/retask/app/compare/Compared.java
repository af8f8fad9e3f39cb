package io.retask.app.compare;

import io.retask.blackbox.meter.Bill;
import io.retask.report.MethodAtBudget;
import io.retask.report.MethodComparison.Finding;
import io.retask.report.Seeds;
import io.retask.report.StudyFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found.
 *
 * @param outcomes every training, by seed, budget and method
 * @param rows every method at every budget, over the seeds, by budget and method
 * @param findings the differences at each budget, in words
 * @param conclusions the result in plain sentences, the most important first
 * @param standings the same figures and tests for programs
 * @param sent what the box was really sent, by all cells together
 * @param folder where everything is kept
 * @param page the page to look at
 * @param study the published experiment that was repeated; empty where there is none
 */
public record Compared(
    List<Outcome> outcomes,
    List<MethodAtBudget> rows,
    List<Finding> findings,
    List<String> conclusions,
    Standings standings,
    Bill sent,
    Path folder,
    Path page,
    Optional<StudyFacts> study) {

  /** Copies the lists. */
  public Compared {
    outcomes = List.copyOf(outcomes);
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
    conclusions = List.copyOf(conclusions);
  }

  static Compared of(Arena arena, ComparisonFolder folder, Bill sent, Optional<StudyFacts> study) {
    List<Outcome> outcomes = new ArrayList<>();
    arena.cells().forEach(cell -> folder.outcome(cell).ifPresent(outcomes::add));
    Standings standings = Standings.of(arena, folder);
    List<MethodAtBudget> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (long budget : arena.budgets()) {
      Verdicts verdicts = new Verdicts(standings, budget);
      arena.request().entrants().forEach(entrant -> rows.add(standings.row(entrant, budget)));
      findings.add(new Finding(budget, verdicts.sentences()));
    }
    long largest = arena.budgets().get(arena.budgets().size() - 1);
    return new Compared(
        outcomes,
        rows,
        findings,
        new Verdicts(standings, largest).conclusions(),
        standings,
        sent,
        folder.path(),
        folder.page(),
        study);
  }

  /**
   * The JSON that product users rely on: every training, and of how many seeds its method has a
   * result at that budget.
   */
  public List<Map<String, @Nullable Object>> asList() {
    return outcomes.stream().map(this::asMap).toList();
  }

  private Map<String, @Nullable Object> asMap(Outcome outcome) {
    Map<String, @Nullable Object> map = outcome.asMap();
    Seeds seeds = standings.seeds(outcome.cell().entrant(), outcome.budget());
    map.put("seedsWithResult", seeds.found());
    map.put("seeds", seeds.all());
    return map;
  }
}
