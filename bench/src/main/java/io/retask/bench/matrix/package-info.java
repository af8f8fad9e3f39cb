/**
 * Every method on every box and data set at hand, by the code behind {@code retask compare}.
 *
 * <p>Read {@link io.retask.bench.matrix.MatrixOptions} first.
 */
@NullMarked
package io.retask.bench.matrix;

import org.jspecify.annotations.NullMarked;
