package io.retask.train;

import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.MeteredBox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A run between two steps. A value: nothing in it changes.
 *
 * @param step the index of the step that comes next, from 0
 * @param optimizer the state of the optimiser
 * @param settledImages the images that training had answers to so far, see {@link
 *     io.retask.blackbox.meter.Bill#settledInTraining}
 * @param history one record for each step that was made
 */
public record TrainState<S>(long step, S optimizer, long settledImages, List<StepRecord> history) {
  /** Copies the history. */
  public TrainState {
    history = List.copyOf(history);
  }

  /** The state one step later. */
  TrainState<S> after(S next, StepRecord record, long settled) {
    List<StepRecord> longer = new ArrayList<>(history);
    longer.add(record);
    return new TrainState<>(step + 1, next, settled, longer);
  }

  /**
   * The same with a validation of what the last step led to; itself where there is one already, or
   * where the budget does not cover it.
   */
  TrainState<S> judged(Supplier<Fit> validation, MeteredBox box) {
    if (history.isEmpty() || history.get(history.size() - 1).validation().isPresent()) {
      return this;
    }
    try {
      Fit held = validation.get();
      Bill bill = box.bill();
      List<StepRecord> changed = new ArrayList<>(history);
      StepRecord last = changed.remove(changed.size() - 1);
      changed.add(new StepRecord(last.step(), bill.reservedImages(), last.batch(), held));
      return new TrainState<>(step, optimizer, bill.settledInTraining(), changed);
    } catch (BudgetExhausted spent) {
      return this;
    }
  }
}
