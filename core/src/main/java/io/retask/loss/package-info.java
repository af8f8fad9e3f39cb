/**
 * What the optimiser makes small. Read {@link io.retask.loss.Loss} first. Depends on {@code
 * blackbox}.
 */
@NullMarked
package io.retask.loss;

import org.jspecify.annotations.NullMarked;
