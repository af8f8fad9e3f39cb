package io.retask.views;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.metric.Evaluation;
import io.retask.tensor.TensorSource;

/**
 * Views with the readout that joins them.
 *
 * @param views what is sent for every row
 * @param readout from V·K source scores to C classes
 * @param ridge the penalty that was chosen
 * @param outOfFold n x C: each training row as readouts of the other folds answer it
 * @param estimate figures of the same
 */
public record ViewsModel(
    ViewSet views, LogisticReadout readout, double ridge, Scores outOfFold, Evaluation estimate) {
  /**
   * Predicts every row, at V images each.
   *
   * @param rows n x the box's input, in [0,1]
   * @return n x C probabilities
   */
  public Scores predict(MeteredBox box, Cause cause, TensorSource rows) {
    return readout.apply(Scores.beside(views.ask(box, cause, rows)));
  }
}
