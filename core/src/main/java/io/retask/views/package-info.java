/**
 * Several fixed programs with one joint readout: the method "views" (methods, section 15).
 *
 * <p>Read {@link io.retask.views.ViewsTrainer} first. Stands beside {@code train}: may use {@code
 * blackbox.meter}, {@code data}, {@code image.view}, {@code mapping.readout} and {@code metric}.
 */
@NullMarked
package io.retask.views;

import org.jspecify.annotations.NullMarked;
