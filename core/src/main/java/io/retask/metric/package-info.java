/**
 * How good predictions are, with the uncertainty that a finite test set leaves. A quotient 0/0 is
 * undefined and stays empty; it is never shown as 0.
 *
 * <p>Read {@link io.retask.metric.Evaluation} first. Depends on {@code blackbox} only.
 */
@NullMarked
package io.retask.metric;

import org.jspecify.annotations.NullMarked;
