/**
 * The laws of every ledger, and a harness that kills programs.
 *
 * <p>Read {@link io.retask.testkit.meter.LedgerContract} first: a new ledger is tested by a
 * subclass of a few lines. {@link io.retask.testkit.meter.KillHarness} starts a main class in a
 * process of its own and kills it until it is done.
 */
@NullMarked
package io.retask.testkit.meter;

import org.jspecify.annotations.NullMarked;
