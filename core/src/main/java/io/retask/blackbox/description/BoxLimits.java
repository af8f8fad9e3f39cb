package io.retask.blackbox.description;

import java.util.OptionalInt;

/**
 * How much a box takes at once; empty where the description leaves it to the machine.
 *
 * @param maxBatch the most rows of one query
 * @param concurrency the most queries at once
 */
public record BoxLimits(OptionalInt maxBatch, OptionalInt concurrency) {
  /** Nothing is said. */
  public static final BoxLimits UNSTATED = new BoxLimits(OptionalInt.empty(), OptionalInt.empty());
}
