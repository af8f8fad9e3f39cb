/** The laws of an optimiser. Subclass {@link io.retask.testkit.optim.OptimizerContract}. */
@NullMarked
package io.retask.testkit.optim;

import org.jspecify.annotations.NullMarked;
