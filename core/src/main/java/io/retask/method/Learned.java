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
 * @param outOfFold n x C: the labelled rows, each answered without what was learned from it; empty
 *     where the method keeps validation rows instead
 * @param notes what the method decided and why, in sentences for people; may be empty
 */
public record Learned(
    ReprogrammedModel model,
    SortedMap<String, Double> metrics,
    List<StepRecord> history,
    Optional<Scores> outOfFold,
    List<String> notes) {
  /** Copies the lists. */
  public Learned {
    history = List.copyOf(history);
    notes = List.copyOf(notes);
  }

  /** The same without notes. */
  public Learned(
      ReprogrammedModel model,
      SortedMap<String, Double> metrics,
      List<StepRecord> history,
      Optional<Scores> outOfFold) {
    this(model, metrics, history, outOfFold, List.of());
  }
}
