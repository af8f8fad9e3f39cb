/**
 * Learned mappings: classifiers on the log-scores of a box. The same classifiers take any other
 * feature matrix, such as raw pixels, so that a box can be compared with no box.
 *
 * <p>Read {@link io.retask.mapping.readout.LogisticTrainer} first. Depends on {@code blackbox} and
 * {@code tensor}; who belongs to which fold is decided by the caller.
 */
@NullMarked
package io.retask.mapping.readout;

import org.jspecify.annotations.NullMarked;
