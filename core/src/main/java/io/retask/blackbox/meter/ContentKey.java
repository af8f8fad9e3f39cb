package io.retask.blackbox.meter;

/** The 128-bit hash of one row exactly as it is sent: its floats, bit by bit, and its shape. */
public record ContentKey(long high, long low) {}
