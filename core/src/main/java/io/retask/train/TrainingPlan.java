package io.retask.train;

import java.util.function.LongFunction;

/**
 * What a run does at which step.
 *
 * @param seed the source of every draw of the optimiser
 * @param batches the rows of the mini-batch of each step: a pure function of the step
 * @param stop when the run ends
 * @param validation which examples follow it
 */
public record TrainingPlan(
    long seed, LongFunction<int[]> batches, StopRule stop, ValidationPlan validation) {}
