/**
 * The loop: asks the optimiser, queries the box, tells the optimiser, and can be killed at any
 * time.
 *
 * <p>Read {@link io.retask.train.Trainer#run} first, then {@link io.retask.train.Objective}, the
 * only class that joins program, box, mapping and loss. Depends on {@code program}, {@code
 * blackbox.meter}, {@code mapping}, {@code loss}, {@code optim} and {@code data}.
 */
@NullMarked
package io.retask.train;

import org.jspecify.annotations.NullMarked;
