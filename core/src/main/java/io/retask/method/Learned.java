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
 */
public record Learned(
    ReprogrammedModel model,
    SortedMap<String, Double> metrics,
    List<StepRecord> history,
    Optional<Scores> outOfFold) {
  /** Copies the history. */
  public Learned {
    history = List.copyOf(history);
  }
}
