/**
 * Zeroth-order optimisation by ask and tell. It knows no image, no box and no file.
 *
 * <p>Read {@link io.retask.optim.Optimizer} first. Depends on the JDK only.
 */
@NullMarked
package io.retask.optim;

import org.jspecify.annotations.NullMarked;
