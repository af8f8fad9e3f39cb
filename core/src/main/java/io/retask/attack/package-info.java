/**
 * Adversarial examples: one input, changed a little, to which a box answers something else. With
 * gradients of a glass box, and with nothing but the answers of a black one.
 *
 * <p>Read {@link io.retask.attack.Goal} first. Knows tensors and no pictures, except that whatever
 * is found lies on the grid of 8-bit values, so that it can be saved without a loss. Depends on
 * {@code tensor}, {@code blackbox}, {@code blackbox.meter}, {@code program} (subspaces) and {@code
 * optim}.
 */
@NullMarked
package io.retask.attack;

import org.jspecify.annotations.NullMarked;
