package io.retask.views;

import io.retask.blackbox.Scores;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.metric.Evaluation;

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
    ViewSet views, LogisticReadout readout, double ridge, Scores outOfFold, Evaluation estimate) {}
