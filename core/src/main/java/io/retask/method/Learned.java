package io.retask.method;

import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.Scores;
import io.retask.train.StepRecord;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a method learned.
 *
 * @param model the result
 * @param metrics figures from the labelled data, by name
 * @param history what every step cost and gave; empty where there are no steps
 * @param outOfFold m x C: the rows of {@code asked}, or all labelled rows where it is empty, each
 *     answered without what was learned from it; empty where the method keeps validation rows
 *     instead
 * @param asked the places in {@link Lesson#labelled} of the rows that the box was asked about as
 *     they are, ascending: what baselines with the box can learn from at no cost
 * @param notes what the method decided and why, in sentences for people; may be empty
 */
public record Learned(
    ReprogrammedModel model,
    SortedMap<String, Double> metrics,
    List<StepRecord> history,
    Optional<Scores> outOfFold,
    List<Integer> asked,
    List<String> notes) {
  /** Copies the lists. */
  public Learned {
    history = List.copyOf(history);
    asked = List.copyOf(asked);
    notes = List.copyOf(notes);
  }

  /** The same of a method that asked no box about the rows as they are. */
  public Learned(
      ReprogrammedModel model,
      SortedMap<String, Double> metrics,
      List<StepRecord> history,
      Optional<Scores> outOfFold,
      List<String> notes) {
    this(model, metrics, history, outOfFold, List.of(), notes);
  }

  /** The same without notes. */
  public Learned(
      ReprogrammedModel model,
      SortedMap<String, Double> metrics,
      List<StepRecord> history,
      Optional<Scores> outOfFold) {
    this(model, metrics, history, outOfFold, List.of());
  }

  /** The same of a method that asked the box about some rows as they are. */
  Learned asking(List<Integer> rows) {
    return new Learned(model, metrics, history, outOfFold, rows, notes);
  }
}
