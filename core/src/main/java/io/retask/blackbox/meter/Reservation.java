package io.retask.blackbox.meter;

/**
 * The right to send some images once.
 *
 * @param attempt its number in the ledger
 * @param box the number of the box that will answer
 * @param cause what the bill is for
 * @param images how many images, at least 1
 */
public record Reservation(long attempt, int box, Cause cause, int images) {}
