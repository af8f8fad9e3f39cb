/**
 * Picture programs with few parameters: placement, colour, contrast and low-frequency patterns. A
 * view is such a program at drawn parameters.
 *
 * <p>Read {@link io.retask.image.view.ViewProgram} first. Depends on {@code program} and {@code
 * tensor}.
 */
@NullMarked
package io.retask.image.view;

import org.jspecify.annotations.NullMarked;
