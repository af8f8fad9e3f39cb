/**
 * Black-box model reprogramming. Each subpackage is one noun of the field; this one holds only the
 * root of the exceptions.
 *
 * <p>Read {@code io.retask.train.Trainer} first: it is the main loop.
 */
@NullMarked
package io.retask;

import org.jspecify.annotations.NullMarked;
