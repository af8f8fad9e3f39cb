package io.retask.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Several methods on one box and one data set, at equal bills.
 *
 * @param title what was compared
 * @param conclusions the result in plain sentences, the most important first
 * @param facts box, data, seeds and what was sent, as names and values
 * @param rows every method at every budget
 * @param findings the differences at each budget, the smallest budget first
 * @param rules how the figures were made, for a reader who wants to check them
 * @param finished when the last part of it ended
 * @param version the version of the software
 * @param study the published experiment that this repeats; empty where it repeats none
 */
public record MethodComparison(
    String title,
    List<String> conclusions,
    List<Fact> facts,
    List<MethodAtBudget> rows,
    List<Finding> findings,
    List<String> rules,
    Instant finished,
    String version,
    Optional<StudyFacts> study) {

  /** Copies the lists and checks that there is something to compare. */
  public MethodComparison {
    Checks.words(title, "the title of the comparison");
    Checks.words(version, "the version of the software");
    conclusions = List.copyOf(conclusions);
    facts = List.copyOf(facts);
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
    rules = List.copyOf(rules);
    if (rows.isEmpty() || conclusions.isEmpty()) {
      throw new IllegalArgumentException(
          "a comparison has rows and conclusions, but this one has %d and %d"
              .formatted(rows.size(), conclusions.size()));
    }
  }

  /**
   * A name and a value.
   *
   * @param name such as {@code Box}
   * @param value for people
   */
  public record Fact(String name, String value) {}

  /**
   * What the tests say at one budget.
   *
   * @param budget the images that training was allowed
   * @param sentences one a method
   */
  public record Finding(long budget, List<String> sentences) {
    /** Copies the sentences. */
    public Finding {
      sentences = List.copyOf(sentences);
    }
  }
}
