package io.retask.report;

import java.util.List;

/**
 * What an attack did, for people.
 *
 * @param title the attack and the box
 * @param result the result in plain sentences, the most important first; at least one
 * @param facts settings and bill, as names and values
 * @param examples pictures to show
 * @param left how many attacked pictures are not shown
 */
public record AttackReport(
    String title,
    List<String> result,
    List<MethodComparison.Fact> facts,
    List<AttackExample> examples,
    int left) {
  /** Copies the lists and checks that there is something to say. */
  public AttackReport {
    Checks.words(title, "the title of the page");
    Checks.count(left, 0, "the number of pictures that are not shown");
    result = List.copyOf(result);
    facts = List.copyOf(facts);
    examples = List.copyOf(examples);
    if (result.isEmpty()) {
      throw new IllegalArgumentException(
          "the page of an attack has a result, but this one has none");
    }
  }
}
