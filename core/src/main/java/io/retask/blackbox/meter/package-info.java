/**
 * The account of every query: budget, ledger, answers that are never paid for twice.
 *
 * <p>Read {@link io.retask.blackbox.meter.MeteredBox} first. Only this package sends queries to a
 * box during a run. Depends on {@code blackbox} and {@code tensor}.
 */
@NullMarked
package io.retask.blackbox.meter;

import org.jspecify.annotations.NullMarked;
