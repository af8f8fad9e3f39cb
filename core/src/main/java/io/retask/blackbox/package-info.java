/**
 * The black box: something that answers a batch of tensors with scores and shows nothing else.
 *
 * <p>Read {@link io.retask.blackbox.BlackBox} first. Depends on {@code tensor} only.
 */
@NullMarked
package io.retask.blackbox;

import org.jspecify.annotations.NullMarked;
