/** The laws of a loss. Subclass {@link io.retask.testkit.loss.LossContract}. */
@NullMarked
package io.retask.testkit.loss;

import org.jspecify.annotations.NullMarked;
