package io.retask.app.run;

import java.util.SortedMap;

/**
 * What {@code train} prints.
 *
 * @param run the run's folder
 * @param method how it was learned
 * @param metrics figures from the labelled data
 * @param bill what it cost so far
 * @param wallSeconds how long this process took
 */
public record Trained(
    String run,
    String method,
    SortedMap<String, Double> metrics,
    Account bill,
    double wallSeconds) {}
