package io.retask.mapping.readout;

import io.retask.blackbox.Scores;

/**
 * What a readout on some answers promises, found quickly.
 *
 * @param ridge the penalty that was chosen, a share of the mean squared length of a row
 * @param outOfFold n x C: each row as predicted by the folds that do not hold it
 * @param loss the mean of {@code -log h_y} of these, in nats
 */
public record QuickScore(double ridge, Scores outOfFold, double loss) {}
