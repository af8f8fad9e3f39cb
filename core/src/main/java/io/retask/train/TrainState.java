package io.retask.train;

import java.util.ArrayList;
import java.util.List;

/**
 * A run between two steps. A value: nothing in it changes.
 *
 * @param step the index of the step that comes next, from 0
 * @param optimizer the state of the optimiser
 * @param billedImages the images that the box had been sent so far, whatever for
 * @param history one record for each step that was made
 */
public record TrainState<S>(long step, S optimizer, long billedImages, List<StepRecord> history) {
  /** Copies the history. */
  public TrainState {
    history = List.copyOf(history);
  }

  /** The state one step later. */
  TrainState<S> after(S next, StepRecord record) {
    List<StepRecord> longer = new ArrayList<>(history);
    longer.add(record);
    return new TrainState<>(step + 1, next, record.billedImages(), longer);
  }
}
