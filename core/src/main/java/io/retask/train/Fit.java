package io.retask.train;

/**
 * How well some examples were answered.
 *
 * @param loss the mean loss
 * @param accuracy the part whose best class is the true one, in [0,1]
 * @param count the number of examples
 */
public record Fit(double loss, double accuracy, int count) {}
