package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.metric.Evaluation;

/**
 * How one baseline does.
 *
 * @param name its name on the command line
 * @param sentence what it is, for people
 * @param crossValidated whether the figures are cross-validated on the training rows, as there was
 *     no test set; else they are of the test set
 * @param probabilities n x C, each row with sum 1
 * @param evaluation the figures
 */
public record BaselineResult(
    String name,
    String sentence,
    boolean crossValidated,
    Scores probabilities,
    Evaluation evaluation) {}
