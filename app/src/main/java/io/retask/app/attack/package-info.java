/**
 * Adversarial pictures: finds the pictures and their labels, runs an attack of the core on each,
 * saves what was found, judges the saved file, and tells it.
 *
 * <p>Read {@link io.retask.app.attack.Attacking} first.
 */
@NullMarked
package io.retask.app.attack;

import org.jspecify.annotations.NullMarked;
