/**
 * Labelled examples of the target task, and how they are divided.
 *
 * <p>Read {@link io.retask.data.Dataset} first. Knows no picture: the readers of picture data live
 * in {@code image.dataset}. Depends on {@code tensor}.
 */
@NullMarked
package io.retask.data;

import org.jspecify.annotations.NullMarked;
